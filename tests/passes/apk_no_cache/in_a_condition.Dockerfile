# The flag can be added anywhere.
FROM alpine:3.22
ARG DEBUG
RUN if [ -n "$DEBUG" ]; then apk add gdb; fi
