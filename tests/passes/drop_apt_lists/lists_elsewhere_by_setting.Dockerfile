# A setting puts the lists elsewhere.
FROM debian:12
RUN echo 'Dir::State::lists "/lists";' > /etc/apt/apt.conf.d/lists
RUN apt-get update && apt-get install -y curl
