# Without a build context the directory in which the program starts goes along.
# level: 2
FROM maven:3-jdk-8
WORKDIR /app
COPY . .
RUN mvn package
CMD ["java", "-jar", "target/app-1.0.jar"]
