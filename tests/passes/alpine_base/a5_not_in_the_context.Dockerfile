# What is copied is not in the build context.
# level: 3
FROM python:3.12-slim
COPY dist/tool /usr/local/tool
CMD ["python", "-m", "http.server"]
