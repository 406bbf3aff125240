# The two upgrade differently.
FROM debian:12
RUN apt update && apt upgrade -y
