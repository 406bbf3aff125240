# A licence is taken from the documentation.
# level: 2
FROM debian:12
RUN cp /usr/share/doc/bash/copyright /licence
