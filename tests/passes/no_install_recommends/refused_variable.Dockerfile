# The packages are known in the build only.
# level: 2
FROM debian:12
ARG PACKAGES
RUN apt-get update && apt-get install -y curl $PACKAGES
