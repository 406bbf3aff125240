# A jar is built elsewhere and only runs here.
# level: 2
FROM maven:3-eclipse-temurin-21 AS build
WORKDIR /src
COPY . .
RUN mvn -B package

FROM eclipse-temurin:21-jdk
COPY --from=build /src/target/app.jar /app.jar
CMD ["java", "-jar", "/app.jar"]
