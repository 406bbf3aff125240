# Each RUN of a login shell reads the profile that the one before wrote.
FROM ruby:2.7
SHELL ["/bin/bash", "-lc"]
RUN curl -sSL -o /tmp/rvm.sh https://get.rvm.io && bash /tmp/rvm.sh stable
RUN rvm install 3.2 && rm /tmp/rvm.sh
