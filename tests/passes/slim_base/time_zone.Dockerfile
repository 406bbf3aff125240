# The slim image of Node has no time zones.
# level: 2
FROM node:26
ENV TZ=Europe/Berlin
CMD ["node", "-v"]
