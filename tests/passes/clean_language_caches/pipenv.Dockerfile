# pipenv has a cache and fills that of pip.
FROM python:3.12
RUN pipenv install --system --deploy
