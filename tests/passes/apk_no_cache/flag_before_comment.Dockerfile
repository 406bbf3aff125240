# A comment behind the flag stays.
FROM alpine:3.19
RUN apk --update\
# needed
 add --no-cache curl
