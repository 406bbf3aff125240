# What Alpine calls a package is not sure.
# level: 3
FROM python:3.12-slim
RUN apt-get update && apt-get install -y software-properties-common
CMD ["python"]
