# A Python program that cannot be read, and whose name does not speak of installing, is taken not to.
FROM debian:12
RUN apt-get update && apt-get install -y python3
COPY . /app
RUN python3 /app/manage.py collectstatic
