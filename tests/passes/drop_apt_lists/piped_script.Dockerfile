# A downloaded script may install packages.
FROM debian:12
RUN apt-get update && apt-get install -y curl
ENV NODE=22
RUN curl -fsSL https://example.org/setup_22 | bash -
