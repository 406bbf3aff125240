# Python 3.7 and Debian 10 under it have ended.
FROM python:3.7-slim-buster
CMD ["python"]
