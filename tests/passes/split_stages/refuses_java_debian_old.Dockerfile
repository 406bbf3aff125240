# The slim images of Debian 11 have no directory for the manuals that Java's packages link.
# level: 2
FROM debian:bullseye
RUN apt-get update && apt-get install -y openjdk-17-jdk
WORKDIR /app
COPY . .
RUN javac Main.java && jar cfe app.jar Main *.class
CMD ["java", "-jar", "app.jar"]
