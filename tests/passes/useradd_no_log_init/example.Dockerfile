# The login logs would hold a record for each of a million users.
FROM debian:11
RUN useradd -u 1000000 -m app
