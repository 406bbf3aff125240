# What runs is not said.
# level: 2
FROM eclipse-temurin:21
COPY app.jar /
