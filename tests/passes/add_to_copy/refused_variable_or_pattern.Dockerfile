# Which files these are is known in the build.
FROM debian:12
ARG TARGET=app.tar
ADD ${TARGET} /opt/
ADD build/*.jar /opt/
