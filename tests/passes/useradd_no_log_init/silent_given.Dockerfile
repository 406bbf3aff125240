# The flag is given, alone or among others.
FROM debian:11
RUN useradd -l -u 1000000 one && useradd -lu 1000001 two && useradd --no-log-init --uid 1000002 three
