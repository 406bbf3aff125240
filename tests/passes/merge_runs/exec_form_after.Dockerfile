# Where one of two has no shell, that is the reason.
# level: 2
FROM debian:12
RUN mkdir /app
RUN ["/bin/ls", "/app"]
RUN touch /app/mark
