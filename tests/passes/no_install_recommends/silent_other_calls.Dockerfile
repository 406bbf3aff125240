# It is said already, or nothing is installed.
# level: 2
FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends curl && apt-get install --install-recommends -y git
RUN apt-get upgrade -y && apt-get build-dep -y curl && aptitude install -y curl && apt-get -s install vim
