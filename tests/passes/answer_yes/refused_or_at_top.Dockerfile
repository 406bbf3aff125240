# A failure is accepted at the top of the script too.
FROM debian:12
RUN apt-get install vim || echo no vim
