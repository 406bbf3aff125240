# The recipes in the build context install packages.
FROM debian:12
RUN apt-get update && apt-get install -y make
WORKDIR /src
COPY . .
RUN make
