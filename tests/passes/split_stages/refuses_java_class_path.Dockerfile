# Refused: nobody knows which files a class needs.
# level: 2
FROM eclipse-temurin:21
WORKDIR /app
COPY . .
RUN javac -d out src/main/java/org/example/App.java
CMD ["java", "-cp", "out", "org.example.App"]
