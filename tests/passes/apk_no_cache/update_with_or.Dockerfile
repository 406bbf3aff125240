# If the update fails, the install may still find an old index.
FROM example/alpine
RUN apk update || apk add curl
