# The start script is not in the build context.
# level: 2
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3
COPY run.sh /
CMD ["/run.sh"]
