# The sources start bash, which Debian has and Alpine has not.
# level: 3
FROM node:24-slim
COPY index.js /
CMD ["node", "/index.js"]
