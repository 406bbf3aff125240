# What COPY brought stays in its layer: deleting it later frees nothing, and check says so.
FROM debian:12
COPY src /usr/src/tool
RUN make -C /usr/src/tool install && rm -rf /usr/src/tool
