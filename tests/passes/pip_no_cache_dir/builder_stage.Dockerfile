# Nothing of the build stage but one folder reaches an image.
FROM python:3.12 AS build
RUN pip install --target /packages flask
FROM python:3.12-slim
COPY --from=build /packages /packages
