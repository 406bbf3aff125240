# The start script in the build context installs something.
FROM debian:12
RUN apt-get update && apt-get install -y curl
COPY start.sh /start.sh
ENTRYPOINT ["/start.sh"]
