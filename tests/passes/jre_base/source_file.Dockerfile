# Java compiles a source file that it is given.
# level: 2
FROM eclipse-temurin:21
COPY Main.java /
CMD ["java", "/Main.java"]
