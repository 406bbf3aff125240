# A library was built on glibc.
# level: 3
FROM python:3.12 AS build
RUN pip install --prefix=/install numpy
FROM python:3.12-slim
COPY --from=build /install /usr/local
CMD ["python", "-m", "app"]
