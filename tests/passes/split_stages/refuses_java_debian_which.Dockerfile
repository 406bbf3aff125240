# Maven brings a Java of its own choice.
# level: 2
FROM debian:trixie
RUN apt-get update && apt-get install -y maven
WORKDIR /app
COPY . .
RUN mvn package
CMD ["java", "-jar", "target/app.jar"]
