# A script that is started is read: it calls for nothing that only the build stage has.
# level: 2
FROM python:3.12-slim
WORKDIR /app
RUN apt-get update && apt-get install -y g++ curl
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
RUN chmod +x entrypoint.sh
HEALTHCHECK CMD curl -f http://localhost:8000/ || exit 1
ENTRYPOINT ["./entrypoint.sh"]
