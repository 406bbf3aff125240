# A shell script is started.
# level: 3
FROM debian:trixie-slim
COPY start.sh /
CMD ["/start.sh"]
