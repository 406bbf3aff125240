# The questions of the packages are silenced, those of apt are not.
FROM ubuntu:24.04
ENV DEBIAN_FRONTEND=noninteractive
RUN apt-get update && apt-get install tzdata
