# They lie in a cache, and not in the layer.
FROM nvidia/cuda:12.6.0-base-ubuntu24.04
RUN --mount=type=cache,target=/var/cache/apt apt update && apt install -y curl
