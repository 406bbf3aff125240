# What is installed below /usr/local comes along whole.
# level: 2
FROM debian:bookworm
RUN apt-get update && apt-get install -y build-essential git
RUN git clone https://example.org/tool.git /usr/src/tool && cd /usr/src/tool && ./configure && make && make install
CMD ["tool", "--serve"]
