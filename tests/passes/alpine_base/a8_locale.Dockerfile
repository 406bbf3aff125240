# A locale other than UTF-8 is set.
# level: 3
FROM python:3.12-slim
ENV LC_ALL=de_DE.UTF-8
CMD ["python", "-m", "app"]
