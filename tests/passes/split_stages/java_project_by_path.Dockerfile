# Maven is told where the project is: the jar is all that is needed.
# level: 2
FROM maven:3.9-eclipse-temurin-21
COPY src /srv/app/src
COPY pom.xml /srv/app
RUN mvn -f /srv/app/pom.xml package
ENTRYPOINT ["java", "-jar", "/srv/app/target/app-1.0.jar"]
