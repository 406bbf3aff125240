# Sources copied above the install come along from the build stage, and what runs behind it stays in the second.
# level: 2
FROM python:3.12-slim
RUN apt-get update && apt-get install -y gcc git
WORKDIR /code
COPY . /code
RUN pip install -r requirements.txt
RUN python manage.py collectstatic --noinput
CMD ["gunicorn", "site.wsgi"]
