# A digest belongs to one image.
# level: 2
FROM eclipse-temurin:21-jdk@sha256:0000000000000000000000000000000000000000000000000000000000000000
COPY app.jar /
CMD ["java", "-jar", "/app.jar"]
