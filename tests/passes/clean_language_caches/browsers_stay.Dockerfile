# The browsers below ~/.cache are what the program runs.
FROM node:22
RUN npm ci && npx playwright install --with-deps
