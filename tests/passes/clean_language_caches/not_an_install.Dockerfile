# Running a script of the project downloads nothing.
FROM node:22
RUN npm run build && npm test
