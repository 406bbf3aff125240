# A word in a string is no call, and neither is what another program reads.
FROM debian:12
RUN echo apt-get install vim && expect -c 'spawn apt-get install vim'
