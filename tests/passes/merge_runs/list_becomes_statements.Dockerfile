# Under set -e a failing first element of a list would go unseen: `&&` becomes `;`.
FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y curl
RUN set -eux; \
    apt-get install -y git; \
    apt-get clean
