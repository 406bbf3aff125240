# apt is told to keep its lists in another place.
FROM debian:12
RUN apt-get -o Dir::State::lists=/tmp/lists update && apt-get -o Dir::State::lists=/tmp/lists install -y curl
