# The text is no shell that can be followed.
FROM debian:12
RUN apt-get update && apt-get install -y curl && ) echo
