# Only yarn 1 knows `yarn global`.
FROM node:22
RUN yarn global add serve
