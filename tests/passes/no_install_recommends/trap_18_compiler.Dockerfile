# Trap 18: the compiler comes only as a recommendation of python3-pip.
# level: 2
FROM debian:12
RUN apt-get update && apt-get install -y python3-pip
RUN pip3 install --break-system-packages psycopg2
