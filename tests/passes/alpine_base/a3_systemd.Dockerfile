# A service is started.
# level: 3
FROM python:3.12-slim
RUN service cron start
CMD ["python"]
