# Java 8 on Alpine is built for one platform only.
# level: 3
FROM eclipse-temurin:8-jre
COPY app.jar /
ENTRYPOINT ["java", "-jar", "/app.jar"]
