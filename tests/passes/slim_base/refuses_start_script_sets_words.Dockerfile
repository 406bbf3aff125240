# `set git pull` makes these the words that `exec "$@"` runs.
# level: 2
FROM python:3.13
WORKDIR /app
COPY . .
ENTRYPOINT ["./start.sh"]
CMD ["python", "app.py"]
