# A package file of Debian is installed.
# level: 3
FROM python:3.12-slim
COPY tool.deb /tmp/
RUN dpkg -i /tmp/tool.deb
CMD ["python"]
