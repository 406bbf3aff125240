# The recipes are not there to be read, and the target speaks of dependencies.
FROM debian:12
RUN apt-get update && apt-get install -y make
COPY . /src
WORKDIR /src
RUN make install-deps
