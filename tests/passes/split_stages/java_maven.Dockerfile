# Maven builds, a run-time environment runs.
# level: 2
FROM maven:3.9-eclipse-temurin-21
WORKDIR /app
COPY pom.xml .
COPY src ./src
RUN mvn -q package
EXPOSE 8080
CMD ["java", "-jar", "target/app-1.0.jar"]
