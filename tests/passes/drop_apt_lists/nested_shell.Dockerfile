# The update runs in a shell of its own, which is not looked into.
FROM debian:12
RUN bash -c 'apt-get update && apt-get install -y curl'
