# The recipes in the build context install nothing.
FROM debian:12
RUN apt-get update && apt-get install -y make gcc
WORKDIR /src
COPY . .
RUN make deps
