# The status of a pipeline is that of its last command.
FROM debian:12
RUN apt-get install vim | tee /install.log
