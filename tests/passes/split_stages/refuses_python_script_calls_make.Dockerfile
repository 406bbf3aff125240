# A script that is started calls for make, which only the build stage would have.
# level: 2
FROM python:3.12-slim
WORKDIR /app
RUN apt-get update && apt-get install -y gcc make
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
CMD ["sh", "start.sh"]
