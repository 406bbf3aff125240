# `npm run dev` is for the author of the sources.
# level: 2
FROM node:22
WORKDIR /app
COPY . .
RUN npm install && npm run build
CMD ["npm", "run", "dev"]
