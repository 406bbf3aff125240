# The copied script fetches lists before it installs.
FROM debian:12
RUN apt-get update && apt-get install -y curl
COPY tools.sh /opt/tools.sh
RUN sh /opt/tools.sh
