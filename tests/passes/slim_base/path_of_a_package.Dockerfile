# The settings of ssh are in a directory that only the full image has.
# level: 2
FROM python:3.12
RUN echo "StrictHostKeyChecking no" >> /etc/ssh/ssh_config
CMD ["python", "-m", "http.server"]
