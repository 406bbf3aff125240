# The flag may stand before the verb.
FROM alpine:3.22
RUN apk -U add curl
