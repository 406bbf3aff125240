# Statements under `set -e` get one more statement.
FROM debian:12
WORKDIR /usr/src
RUN set -eux; \
    curl -fsSLO https://example.org/lib.tar.xz; \
    tar -xf lib.tar.xz; \
    cd lib; \
    ./configure; \
    make install
