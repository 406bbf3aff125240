# The tag `latest` may be another version at the next build.
FROM node:latest
CMD ["node"]
