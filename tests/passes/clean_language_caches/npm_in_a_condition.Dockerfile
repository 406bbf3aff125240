# Where the condition fails, there may be no npm at all.
FROM debian:12
ARG WITH_NODE
RUN if [ -n "$WITH_NODE" ]; then ./install-node && npm install -g serve; fi
