# The packages are hard links to the store: deleting it would free next to nothing.
FROM node:22
RUN pnpm install && bun install
