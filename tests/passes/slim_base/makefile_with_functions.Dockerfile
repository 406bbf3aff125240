# The Makefile asks a command for a value.
# level: 2
FROM python:3.12
RUN apt-get update && apt-get install -y --no-install-recommends make
WORKDIR /srv
COPY . .
RUN make deps
CMD ["python", "-m", "http.server"]
