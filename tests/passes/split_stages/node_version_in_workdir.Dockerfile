# The directory of the application has a version from a variable in its name.
# level: 2
FROM node:20-alpine
ENV APP_VERSION=4.18.1
RUN apk add --no-cache alpine-sdk python3
RUN wget https://example.com/app/${APP_VERSION}.tar.gz
RUN tar -xf ${APP_VERSION}.tar.gz
WORKDIR app-${APP_VERSION}
RUN npm install
USER node
CMD ["node", "server.js"]
