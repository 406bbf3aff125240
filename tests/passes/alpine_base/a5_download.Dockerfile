# A downloaded program may be made for glibc.
# level: 3
FROM python:3.12-slim
ADD https://example.com/tool /usr/local/bin/tool
CMD ["python"]
