# Trap 1: a child of the stage installs by these lists.
FROM debian:12 AS base
RUN apt-get update && apt-get install -y curl
FROM base
RUN apt-get install -y git
