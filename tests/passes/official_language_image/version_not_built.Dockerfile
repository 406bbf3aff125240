# Node.js of Debian 12 is older than any that is built.
# level: 2
FROM debian:12
RUN apt-get update && apt-get install -y nodejs npm
COPY . /app
CMD ["node", "/app/main.js"]
