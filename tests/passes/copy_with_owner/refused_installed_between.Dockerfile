# The packages that npm puts there belong to root then.
FROM node:24
WORKDIR /app
COPY . .
RUN npm ci
RUN chown -R node:node /app
