# Name service is configured.
# level: 3
FROM python:3.12-slim
RUN echo "hosts: files dns" > /etc/nsswitch.conf
CMD ["python", "-m", "app"]
