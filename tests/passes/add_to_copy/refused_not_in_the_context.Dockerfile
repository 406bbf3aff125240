# What another step of the build server makes is not there yet.
FROM debian:12
ADD app.war /opt/
