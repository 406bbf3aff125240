# Lines of a heredoc are statements, not a list.
FROM debian:bookworm-slim
RUN apt-get update
RUN <<END
apt-get install -y curl
apt-get clean
END
