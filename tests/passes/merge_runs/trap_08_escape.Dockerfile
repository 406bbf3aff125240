# escape=`
# Trap 8: a line is continued by the sign that the file chose.
FROM debian:12
RUN curl -fsSLo /tmp/a.tgz https://example.org/a.tgz `
    && tar xzf /tmp/a.tgz
RUN rm /tmp/a.tgz
