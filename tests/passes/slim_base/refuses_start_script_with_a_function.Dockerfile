# What `exec "$@"` in a function runs are the words of its call.
# level: 2
FROM python:3.13
WORKDIR /app
COPY . .
ENTRYPOINT ["./start.sh"]
CMD ["python", "app.py"]
