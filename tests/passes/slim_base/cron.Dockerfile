# cron starts what its own files say.
# level: 2
FROM node:24
RUN apt-get update && apt-get install -y cron
WORKDIR /srv
COPY . .
RUN npm ci && crontab jobs.cron
CMD ["cron", "-f"]
