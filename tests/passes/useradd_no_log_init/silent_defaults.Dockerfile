# Only the defaults are changed.
FROM debian:11
RUN useradd -D -s /bin/bash && useradd --defaults -g 100
