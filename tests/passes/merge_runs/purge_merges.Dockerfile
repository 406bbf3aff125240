# The compiler goes in the layer that brought it.
FROM debian:12
RUN apt-get update && apt-get install -y gcc make && rm -rf /var/lib/apt/lists/*
RUN make -C /srv
RUN apt-get purge -y --auto-remove gcc make
