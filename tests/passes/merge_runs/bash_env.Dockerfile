# Each bash reads the file that BASH_ENV names.
FROM debian:12
ENV BASH_ENV=/root/.bash_env
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN curl -o /tmp/nvm.sh https://example.org/nvm.sh && PROFILE=/root/.bash_env bash /tmp/nvm.sh
RUN nvm install 20 && rm /tmp/nvm.sh
