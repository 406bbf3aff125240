# A later yarn would delete the packages that the program runs from.
FROM node:22
WORKDIR /app
COPY . .
RUN yarn install
