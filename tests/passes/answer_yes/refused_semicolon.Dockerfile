# The status of the last statement counts, not that of the install.
FROM debian:12
RUN apt-get update; apt-get install vim; echo done
