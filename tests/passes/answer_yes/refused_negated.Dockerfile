# The build wants the failure.
FROM debian:12
RUN ! apt-get remove bash
