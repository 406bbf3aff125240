# At -O2 neighbours merge although no bytes are at stake.
# level: 2
FROM alpine:3.20
RUN mkdir -p /srv/app
RUN addgroup -S app
RUN adduser -S -G app app
