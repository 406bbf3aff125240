# Nobody answers apt in a build.
FROM debian:12
RUN apt-get update && apt-get install curl
