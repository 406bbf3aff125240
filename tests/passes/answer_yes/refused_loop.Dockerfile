# What a loop or a condition runs need not decide.
FROM debian:12
RUN for p in vim nano; do apt-get install $p; done; echo done
