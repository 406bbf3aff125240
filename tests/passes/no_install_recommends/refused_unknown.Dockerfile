# What a package of another repository recommends is not known.
# level: 2
FROM debian:12
RUN apt-get update && apt-get install -y curl google-chrome-stable
