# There is no distroless image of this Java.
# level: 3
FROM eclipse-temurin:11-jre
COPY app.jar /
ENTRYPOINT ["java", "-jar", "/app.jar"]
