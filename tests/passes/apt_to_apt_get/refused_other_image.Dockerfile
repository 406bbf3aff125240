# Whether this image keeps downloaded packages is not known.
FROM nvidia/cuda:12.6.0-base-ubuntu24.04
RUN apt update && apt install -y curl
