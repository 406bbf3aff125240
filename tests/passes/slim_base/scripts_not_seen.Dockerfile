# The package.json that `npm start` reads is made by another stage.
# level: 2
FROM node:24 AS build
WORKDIR /src
RUN npx create-app /src

FROM node:24
WORKDIR /srv
COPY --from=build /src ./
CMD ["npm", "start"]
