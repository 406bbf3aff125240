# git is none of the compilers: a package may call for it when it runs, so it is installed in the second stage.
# level: 2
FROM python:3.12-slim
RUN apt-get update && apt-get install -y --no-install-recommends g++ git
WORKDIR /app
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
CMD ["python", "main.py"]
