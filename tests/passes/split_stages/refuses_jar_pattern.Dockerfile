# Refused: only the running container knows which file a pattern is.
# level: 2
FROM maven:3.9-eclipse-temurin-21
WORKDIR /app
COPY . .
RUN mvn package
CMD java -jar target/*.jar
