# A dash behind a name takes the package away.
# level: 2
FROM debian:12
RUN apt-get update && apt-get install -y curl vim-
