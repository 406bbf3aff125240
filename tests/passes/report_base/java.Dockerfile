# The image `java` left Docker Hub under that name.
FROM java:8-jre
CMD ["java"]
