# A tool is installed by its name, without a lock file.
# level: 2
FROM node:24
RUN npm install -g some-tool
CMD ["some-tool"]
