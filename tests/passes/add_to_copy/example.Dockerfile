# What the build context shows to be a directory and a script is only copied.
FROM python:3.12-slim
WORKDIR /app
ADD requirements.txt src /app/
ADD --chown=1000:1000 . /srv
