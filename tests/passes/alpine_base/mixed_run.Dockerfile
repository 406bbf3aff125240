# The install is tied to other commands.
# level: 3
FROM python:3.12-slim
RUN apt-get update && apt-get install -y git && git init /x
CMD ["python", "app.py"]
