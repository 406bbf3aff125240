# The last part may change directory: nothing runs behind it.
FROM alpine:3.20
RUN wget -O /tmp/src.tar.gz https://example.com/src.tar.gz
RUN cd /tmp && tar -xzf src.tar.gz && rm /tmp/src.tar.gz
