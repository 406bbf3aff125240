# What another stage compiled loads libpq, which only the full image has.
# level: 2
FROM python:3.12 AS build
COPY requirements.txt .
RUN pip install --prefix=/install -r requirements.txt

FROM python:3.12
COPY --from=build /install /usr/local
CMD ["gunicorn", "shop:app"]
