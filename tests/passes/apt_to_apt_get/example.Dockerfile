# apt is for people.
FROM debian:12
RUN apt update && apt install -y --no-install-recommends curl && apt clean
