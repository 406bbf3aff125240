# The build context holds no manifest of the project.
FROM node:20
COPY . .
RUN yarn install
