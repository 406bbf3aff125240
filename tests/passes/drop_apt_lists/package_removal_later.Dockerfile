# Removing packages needs no lists, nor does `apt-mark`.
FROM debian:12
RUN apt-get update && apt-get install -y gcc
COPY . /src
RUN make -C /src && apt-mark manual libc6 && apt-get purge -y --auto-remove gcc && apt-get autoclean
