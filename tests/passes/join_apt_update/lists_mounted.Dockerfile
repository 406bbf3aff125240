# The install has other lists.
FROM debian:12
RUN apt-get update
ENV A=1
RUN --mount=type=cache,target=/var/lib/apt apt-get install -y curl
