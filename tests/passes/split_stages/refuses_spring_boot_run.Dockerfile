# Refused: Maven runs the program.
# level: 2
FROM maven:3.9-eclipse-temurin-21
WORKDIR /app
COPY . .
RUN mvn package
CMD ["mvn", "spring-boot:run"]
