# Labels and ports change no file: the later RUN moves up over them.
FROM debian:bookworm-slim
RUN apt-get update
LABEL org.opencontainers.image.title="tool"
EXPOSE 8080
RUN apt-get install -y curl
RUN rm -rf /var/lib/apt/lists/*;
CMD ["curl"]
