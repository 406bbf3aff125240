# The package.json comes from the build context through another stage.
# level: 2
FROM node:24 AS build
WORKDIR /src
COPY . .
RUN npm ci

FROM node:24
WORKDIR /srv
COPY --from=build /src ./
CMD ["npm", "start"]
