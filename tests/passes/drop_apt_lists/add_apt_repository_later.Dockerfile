# `add-apt-repository` writes sources and needs no lists.
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y software-properties-common
ENV LANG=C.UTF-8
RUN add-apt-repository ppa:deadsnakes/ppa && apt-get update && apt-get install -y python3.13
