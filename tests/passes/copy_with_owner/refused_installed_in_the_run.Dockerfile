# So would they in the RUN itself.
FROM node:24
WORKDIR /app
COPY . .
RUN npm ci && chown -R node:node /app
