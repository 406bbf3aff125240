# The output is kept, and would differ.
FROM debian:12
RUN apt update > /update.log
