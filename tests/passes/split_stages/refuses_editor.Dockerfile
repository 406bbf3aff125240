# Somebody who installs an editor works in the container.
# level: 2
FROM python:3.12-slim
RUN apt-get update && apt-get install -y gcc vim
WORKDIR /app
COPY . .
RUN pip install -r requirements.txt
CMD ["python", "main.py"]
