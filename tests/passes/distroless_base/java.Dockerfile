# A jar runs on the same version of Java.
# level: 3
FROM eclipse-temurin:21-jre
COPY app.jar /
ENTRYPOINT ["java", "-jar", "/app.jar"]
