# The ssh client is a recommended package of git.
# level: 2
FROM debian:12
RUN apt-get update && apt-get install -y git
RUN --mount=type=ssh git clone git@example.org:team/app.git /app
