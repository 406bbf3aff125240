# Nor is it of an image that the caller chooses.
ARG BASE
FROM $BASE
RUN apt-get update && apt install -y curl
