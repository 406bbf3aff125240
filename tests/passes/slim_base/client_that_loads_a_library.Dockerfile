# The database client that comes from another stage loads a library of the full image.
# level: 2
FROM node:24 AS build
WORKDIR /src
COPY . .
RUN npm ci

FROM node:24
WORKDIR /srv
COPY --from=build /src ./
CMD ["node", "server.js"]
