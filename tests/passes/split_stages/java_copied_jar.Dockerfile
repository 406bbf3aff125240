# A jar that is copied out of the sources is all that is needed.
# level: 2
FROM eclipse-temurin:21-jdk
COPY . /src
RUN cd /src && ./mvnw package && cp target/app-1.0.jar /app.jar
ENTRYPOINT ["java", "-jar", "/app.jar"]
