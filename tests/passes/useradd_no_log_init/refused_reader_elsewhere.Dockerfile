# A log that is copied in may hold records of the user.
FROM debian:11
COPY lastlog /var/log/lastlog
RUN useradd -u 1000000 app
