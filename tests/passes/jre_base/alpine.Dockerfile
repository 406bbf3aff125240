# Alpine stays Alpine.
# level: 2
FROM eclipse-temurin:21-alpine
COPY app.jar /
ENTRYPOINT ["java", "-jar", "/app.jar"]
