# The sources stay in the layer that fetched them: deleting them behind the COPY frees nothing, and check says so.
FROM debian:12
RUN git clone --depth 1 https://example.org/tool.git /usr/src/tool
COPY tool.conf /etc/tool.conf
RUN make -C /usr/src/tool install && rm -rf /usr/src/tool
