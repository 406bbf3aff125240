# What is downloaded from a place in a variable may be made for glibc.
# level: 3
FROM eclipse-temurin:21-jre
ARG VERSION=1.2
RUN wget -q https://example.com/app-$VERSION.zip && unzip app-$VERSION.zip
CMD ["java", "-jar", "/app/app.jar"]
