# Java from Debian's packages: the second stage installs the run-time half of the development kit.
# level: 2
FROM debian:trixie
RUN apt-get update && apt-get install -y openjdk-21-jdk-headless && apt-get clean
WORKDIR /app
COPY src src
RUN javac -d out src/*.java && jar cfe clock.jar Clock -C out .
CMD ["java", "-jar", "clock.jar"]
