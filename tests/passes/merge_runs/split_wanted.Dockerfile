# A comment says that the split is wanted.
FROM debian:bookworm-slim
RUN apt-get update
# its own layer, to be cached
RUN apt-get install -y curl
