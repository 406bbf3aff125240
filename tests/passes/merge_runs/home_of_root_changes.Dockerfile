# Where root is at home is read when a RUN starts.
FROM debian:12
RUN usermod -d /srv root && apt-get install -y curl
RUN apt-get install -y wget && touch ~/installed
