# npx fetches a tool, and what that needs is not seen.
# level: 2
FROM node:24
WORKDIR /srv
COPY . .
RUN npx lerna bootstrap
CMD ["node", "."]
