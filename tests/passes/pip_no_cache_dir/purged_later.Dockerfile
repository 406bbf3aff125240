# pip itself empties the cache later, and fails in some versions where there is none.
FROM python:3.9
RUN pip install flask
COPY . /app
RUN pip cache purge
