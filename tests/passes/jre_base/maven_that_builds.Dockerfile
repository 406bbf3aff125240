# The stage builds what it runs.
# level: 2
FROM maven:3-eclipse-temurin-21
COPY . .
RUN mvn package
CMD ["java", "-jar", "target/app.jar"]
