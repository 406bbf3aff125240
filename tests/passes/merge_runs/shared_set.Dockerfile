# Two scripts under the same set -eux become one, in the manner of the official images.
FROM debian:bookworm-slim
RUN set -eux; \
	apt-get update; \
	apt-get install -y --no-install-recommends curl
RUN set -eux; \
	curl -fsSL -o /tmp/tool.deb https://example.com/tool.deb; \
	dpkg -i /tmp/tool.deb; \
	apt-get clean
