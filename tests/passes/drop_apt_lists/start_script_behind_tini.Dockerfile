# The script stands behind an init program and installs what the user asks for.
FROM debian:12
RUN apt-get update && apt-get install -y tini
COPY start.sh /start.sh
ENTRYPOINT ["tini", "--", "/start.sh"]
