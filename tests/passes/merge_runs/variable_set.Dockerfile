# A variable of the first part must not reach the second: it stands in brackets.
FROM debian:bookworm-slim
RUN FILE=/tmp/a.deb && wget -O /tmp/a.deb https://example.com/a.deb && dpkg -i "$FILE"
RUN rm /tmp/a.deb
