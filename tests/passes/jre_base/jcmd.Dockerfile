# The health check asks the JVM by jcmd.
# level: 2
FROM eclipse-temurin:21
COPY app.jar /
HEALTHCHECK CMD jcmd 1 VM.uptime
CMD ["java", "-jar", "/app.jar"]
