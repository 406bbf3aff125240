# Without a build context nobody knows what a script that is started calls for.
# level: 2
FROM python:3.12-slim
WORKDIR /app
RUN apt-get update && apt-get install -y gcc
COPY . .
RUN pip install -r requirements.txt
ENTRYPOINT ["./run.sh"]
