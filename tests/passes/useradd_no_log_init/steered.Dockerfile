# A comment keeps the pass away.
FROM debian:11
# dfopt: skip useradd-no-log-init
RUN useradd -u 1000000 app
