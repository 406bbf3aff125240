# The lists are kept in another place, by a link.
FROM debian:12
RUN rm -rf /var/lib/apt/lists && ln -s /data/lists /var/lib/apt/lists
RUN apt-get update && apt-get install -y curl
