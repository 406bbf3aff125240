# The image would put `java -jar` before the command.
# level: 3
FROM eclipse-temurin:21-jre
COPY app.jar /
CMD ["java", "-jar", "/app.jar"]
