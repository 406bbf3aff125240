# The images of Temurin on Ubuntu have curl.
# level: 3
FROM eclipse-temurin:21-jre
COPY app.jar /app.jar
HEALTHCHECK CMD curl -f http://localhost:8080/actuator/health || exit 1
CMD ["java", "-jar", "/app.jar"]
