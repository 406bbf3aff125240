# A program of GHC and the libraries that it links to; no toolchain could be had for a real build.
# level: 2
FROM haskell:9.8-slim-bullseye
WORKDIR /src
COPY . .
RUN stack install --local-bin-path /usr/local/bin
WORKDIR /
CMD ["/usr/local/bin/site"]
