# A stage on Maven's image only runs the jar.
# level: 2
FROM maven:3-eclipse-temurin-21-noble
COPY app.jar /
CMD ["java", "-jar", "/app.jar"]
