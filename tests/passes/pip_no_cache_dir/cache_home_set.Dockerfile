# The cache is where a variable says.
FROM python:3.12
ENV XDG_CACHE_HOME=/cache
RUN pip install flask
RUN cp -r /cache/pip /wheels
