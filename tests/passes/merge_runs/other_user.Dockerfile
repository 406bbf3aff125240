# USER between the two: they run as different users.
FROM debian:bookworm-slim
RUN curl -o /tmp/a.tar https://example.com/a.tar
USER app
RUN rm /tmp/a.tar
