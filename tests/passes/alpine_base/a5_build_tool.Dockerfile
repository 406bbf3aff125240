# A build tool downloads programs of its own.
# level: 3
FROM eclipse-temurin:21
COPY . /src
RUN cd /src && ./mvnw -q package
CMD ["java", "-jar", "/src/target/app.jar"]
