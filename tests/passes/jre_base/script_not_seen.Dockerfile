# The start script may do anything.
# level: 2
FROM eclipse-temurin:21-jdk
COPY start.sh app.jar /
CMD ["/start.sh"]
