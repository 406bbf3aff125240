# The install runs beside the shell.
FROM node:22
RUN npm ci &
