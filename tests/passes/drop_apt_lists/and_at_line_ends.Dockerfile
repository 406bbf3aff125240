# The file ends its lines in `&&`, so the new line does as well.
FROM debian:12
RUN apt-get update && \
    apt-get install -y curl && \
    apt-get clean
