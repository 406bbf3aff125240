# COPY between the two brings the files that the second needs.
FROM debian:bookworm-slim
RUN wget -O /tmp/a.tar https://example.com/a.tar
COPY app /app
RUN rm /tmp/a.tar
