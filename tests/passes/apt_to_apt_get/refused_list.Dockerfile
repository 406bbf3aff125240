# apt-get lists nothing.
FROM debian:12
RUN apt list --installed && apt search curl
