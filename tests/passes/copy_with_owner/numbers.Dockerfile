# Numbers need no entry in the image's list of users, so that these may come later.
FROM debian:12
COPY . /app
RUN apt-get update && apt-get install -y --no-install-recommends tini && useradd -u 1000 app && chown -R 1000:1000 /app
