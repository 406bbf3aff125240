# The manner of the file: `&&` at the end of a line, tabs.
FROM debian:bookworm-slim
RUN apt-get update && \
	apt-get install -y curl
RUN apt-get clean
