# A heredoc that is fed to a command takes its lines from behind the RUN.
FROM debian:bookworm-slim
RUN apt-get update
RUN cat <<END > /etc/apt/preferences && apt-get install -y curl
Package: *
END
