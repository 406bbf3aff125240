# Packages are copied to where its Python does not look.
# level: 3
FROM python:3.13-slim AS build
RUN pip install --target /deps flask
FROM python:3.13-slim
COPY --from=build /deps /usr/local/lib/python3.13/site-packages
ENTRYPOINT ["python", "-m", "flask"]
