# Trap 10: the list ends in `;` already.
FROM node:22
RUN npm ci;
