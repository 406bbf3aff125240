# Every image built upon this one installs from these lists, wherever the trigger stands.
FROM debian:12
ONBUILD RUN apt-get install -y vim
RUN apt-get update && apt-get install -y curl
