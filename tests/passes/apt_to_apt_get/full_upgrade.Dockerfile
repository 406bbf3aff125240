# The verb has another name there.
FROM ubuntu:24.04
RUN apt update && apt full-upgrade -y
