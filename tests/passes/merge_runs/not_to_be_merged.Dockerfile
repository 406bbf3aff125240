# The owner says no.
FROM debian:12
RUN apt-get update
# Do not merge with the RUN above.
RUN apt-get install -y curl
