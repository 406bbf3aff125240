# A user who is not root may not be able to delete them.
FROM debian:12
USER app
RUN apt-get update && apt-get install -y curl
