# Wheels and downloads go through the cache as well.
FROM python:3.12-slim
RUN pip3 wheel -w /wheels -r requirements.txt && pip download flask
