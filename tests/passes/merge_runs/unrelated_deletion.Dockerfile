# What is deleted in /usr/local is not what was unpacked there.
FROM debian:bookworm-slim
RUN tar -xzf /a.tar.gz -C /usr/local
RUN rm -rf /usr/local/share/man
