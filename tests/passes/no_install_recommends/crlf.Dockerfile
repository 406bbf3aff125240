# The line ends of the file stay.
# level: 2
FROM debian:12
RUN apt-get update && apt-get install -y \
    jq \
    git
