# Without a build context the same is done, with the OpenMP library that a wheel may look for.
# level: 2
FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1
WORKDIR /srv/api
RUN apt-get update && apt-get install -y build-essential libxml2-dev libxslt1-dev
COPY requirements.txt ./
RUN pip install -r requirements.txt
COPY . .
USER nobody
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
