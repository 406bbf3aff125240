# Refused: there is no run-time image of this vendor for Java 17.
# level: 2
FROM openjdk:17
WORKDIR /app
COPY . .
RUN ./mvnw package
CMD ["java", "-jar", "target/app-1.0.jar"]
