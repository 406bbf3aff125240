# A requirement is compiled by what python3-pip recommends.
# level: 2
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3 python3-pip
COPY requirements.txt .
RUN pip3 install -r requirements.txt
CMD ["python3", "-m", "app"]
