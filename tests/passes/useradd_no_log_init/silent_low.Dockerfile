# Ids of users and services.
FROM debian:11
RUN useradd app && useradd -u 1000 one && useradd --uid=59999 two && useradd -r -u 999 three
