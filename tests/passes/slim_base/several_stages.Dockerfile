# Two stages on one base: only the one that ships is changed.
# level: 2
FROM node:24 AS build
COPY . .
RUN npm ci && npm run build

FROM node:24
COPY --from=build /dist /dist
CMD ["node", "/dist/main.js"]
