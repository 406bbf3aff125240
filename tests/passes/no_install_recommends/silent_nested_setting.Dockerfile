# Settings of apt can be nested.
# level: 2
FROM debian:12
COPY <<EOF /etc/apt/apt.conf.d/99local
APT { Install-Recommends "false"; };
EOF
RUN apt-get update && apt-get install -y curl
