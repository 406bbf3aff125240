# The same RUN gives the cache to another user.
FROM python:3.12
RUN pip install flask && chown -R www-data /root/.cache/pip
