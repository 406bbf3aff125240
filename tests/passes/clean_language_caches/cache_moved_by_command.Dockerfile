# npm itself was told where its cache is.
FROM node:20
RUN npm config set cache /opt/npm --global
RUN npm install -g serve
RUN cp -r /opt/npm /seed
