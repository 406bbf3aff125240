# Refused: the build image sets a user that the run-time image lacks.
# level: 2
FROM gradle:4.10-jdk8
WORKDIR /app
COPY . .
RUN gradle bootJar
CMD ["java", "-jar", "build/libs/app.jar"]
