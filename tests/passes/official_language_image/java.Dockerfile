# Debian 13 has Java 21.
# level: 2
FROM debian:trixie
RUN apt-get update && apt-get install -y openjdk-21-jre-headless
COPY app.jar /
CMD ["java", "-jar", "/app.jar"]
