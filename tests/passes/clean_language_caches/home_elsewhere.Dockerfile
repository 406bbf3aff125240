# The home directory is another one.
FROM python:3.12
RUN HOME=/build pipenv install --system
