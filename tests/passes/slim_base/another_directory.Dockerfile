# Packages are installed in another directory, where a native one is.
# level: 2
FROM node:24
WORKDIR /srv
COPY . .
RUN cd server && npm install
CMD ["node", "server"]
