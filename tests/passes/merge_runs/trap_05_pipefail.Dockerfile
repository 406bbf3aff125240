# Trap 5: dash has no pipefail; the RUN that has it keeps its own shell.
FROM debian:12
RUN curl -fsSL https://example.org/a.tgz | tee /tmp/a.tgz > /tmp/b.tgz
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN rm /tmp/b.tgz | cat
