# Each COPY below the path sets the owner; the command stays for the directory, among the others of its RUN.
FROM node:24
WORKDIR /app
COPY package.json ./
COPY --from=build /dist /app/dist
COPY ["src", "/app/src"]
RUN echo done && chown --recursive node:node . && rm -rf /tmp/*
FROM node:24 AS build
RUN mkdir /dist
