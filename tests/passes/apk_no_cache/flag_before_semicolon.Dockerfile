# Nothing is left of a flag before `;`.
FROM alpine:3.19
RUN apk add --no-cache curl --update;echo done
