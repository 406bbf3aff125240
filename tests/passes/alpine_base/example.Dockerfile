# A server in Node with git for its deployments.
# level: 3
FROM node:24-slim
RUN apt-get update && apt-get install -y --no-install-recommends git ca-certificates \
    && rm -rf /var/lib/apt/lists/*
RUN groupadd -r app && useradd -r -g app -m app
COPY . /srv
USER app
CMD ["node", "/srv/server.js"]
