# What was named before is there: it is named once in a stage, unless packages are taken away between.
# level: 2
FROM debian:12
RUN apt-get update && apt-get install -qq -y wget && apt-get install -y -t bookworm-backports git
RUN apt-get purge -y wget
RUN apt-get install -yq curl
