# A RUN writes a script that installs, and a later one runs it.
FROM debian:12
RUN printf '#!/bin/sh\napt-get install -y "$@"\n' > /usr/local/bin/pkg && chmod +x /usr/local/bin/pkg
RUN apt-get update && apt-get install -y curl
RUN pkg vim
