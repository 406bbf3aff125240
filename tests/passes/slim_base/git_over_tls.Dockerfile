# Git is installed, but not the certificates that it checks GitHub by.
# level: 2
FROM node:24
RUN apt-get update && apt-get install -y --no-install-recommends git
RUN git clone https://github.com/some/thing
CMD ["node", "thing"]
