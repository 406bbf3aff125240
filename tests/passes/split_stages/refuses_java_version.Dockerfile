# Refused: the tag does not say which Java.
# level: 2
FROM maven:3
WORKDIR /app
COPY . .
RUN mvn package
CMD ["java", "-jar", "target/app-1.0.jar"]
