# The flag goes behind the verb.
FROM python:3.12
RUN pip --proxy http://proxy:3128 -q install flask
