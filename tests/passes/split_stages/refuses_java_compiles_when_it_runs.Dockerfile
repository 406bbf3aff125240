# The program compiles Java when it runs, for which a JRE has no compiler.
# level: 2
FROM eclipse-temurin:21-jdk
WORKDIR /app
COPY . .
RUN javac *.java && jar cfe app.jar Main *.class
CMD ["java", "-jar", "app.jar"]
