# escape=`
# Trap 8: who continues lines by a backtick builds for Windows, where the shell is another one.
FROM debian:12
RUN curl -fsSLo /tmp/a.tgz https://example.org/a.tgz `
    && tar xzf /tmp/a.tgz
RUN rm /tmp/a.tgz
