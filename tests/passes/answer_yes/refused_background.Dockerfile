# Nobody waits for the job.
FROM debian:12
RUN apt-get install vim & sleep 60
