# A program that another stage compiled may need a library of the full image.
# level: 2
FROM python:3.12 AS build
WORKDIR /src
COPY . .
RUN cc -o /probe probe.c -lcurl

FROM python:3.12
COPY --from=build /probe /usr/local/bin/
CMD ["python", "-m", "http.server"]
