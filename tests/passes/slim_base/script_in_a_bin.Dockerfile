# A script of the project in a directory called bin runs git.
# level: 2
FROM node:24
WORKDIR /srv
COPY . .
RUN bin/setup
CMD ["node", "."]
