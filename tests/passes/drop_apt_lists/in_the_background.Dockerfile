# An install that goes on in the background may still read the lists.
FROM debian:12
RUN apt-get update && apt-get install -y curl & sleep 1
