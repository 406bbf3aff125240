# Another user for another command is no reason to refuse.
FROM debian:12
RUN apt-get update && apt-get install -y gosu && gosu nobody true
