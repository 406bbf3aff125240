# A bare version means the JDK.
# level: 2
FROM eclipse-temurin:21-noble
COPY app.jar /
ENTRYPOINT ["java", "-jar", "/app.jar"]
