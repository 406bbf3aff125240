# So may what a command writes.
FROM debian:12
RUN apt-get update && apt install -y linux-headers-$(uname -r)
