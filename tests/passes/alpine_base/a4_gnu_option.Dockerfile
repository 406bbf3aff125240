# busybox does not know the option.
# level: 3
FROM node:24-slim
COPY . /srv
RUN find /srv -name "*.map" -printf "%p" && cp --parents /srv/a /srv/b
CMD ["node", "/srv/server.js"]
