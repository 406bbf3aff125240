# What moves up over a label gets its brackets there.
FROM debian:bookworm-slim
RUN apt-get update
EXPOSE 8080
RUN cd /tmp && apt-get install -y ./a.deb
RUN apt-get clean
