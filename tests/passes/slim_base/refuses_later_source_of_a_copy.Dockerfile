# Both folders have a start script; that of the last one is there in the end.
# level: 2
FROM python:3.13
WORKDIR /app
COPY base prod /app/
CMD ["./start.sh"]
