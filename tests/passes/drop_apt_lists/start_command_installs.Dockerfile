# The container installs something when it starts.
FROM debian:12
CMD apt-get install -y "$EXTRA" && exec server
RUN apt-get update && apt-get install -y curl
