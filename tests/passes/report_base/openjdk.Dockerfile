# The versions of openjdk are built as eclipse-temurin now.
FROM openjdk:8-jre-alpine
CMD ["java", "-version"]
