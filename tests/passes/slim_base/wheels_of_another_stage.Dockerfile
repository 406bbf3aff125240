# What another stage installed came as wheels.
# level: 2
FROM python:3.12 AS build
COPY requirements.txt .
RUN pip install --prefix=/install -r requirements.txt

FROM python:3.12
COPY --from=build /install /usr/local
CMD ["gunicorn", "shop:app"]
