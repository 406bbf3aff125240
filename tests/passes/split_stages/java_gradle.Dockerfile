# Gradle builds, a run-time environment runs.
# level: 2
FROM gradle:8-jdk17
WORKDIR /app
COPY . .
RUN gradle bootJar
ENTRYPOINT ["java", "-Xmx256m", "-jar", "/app/build/libs/app.jar"]
