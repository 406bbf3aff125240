# Without `-R` the command would miss the tree, and with it the file.
FROM debian:12
COPY run.sh /opt/app/run.sh
COPY src /srv/app
RUN chown -R 1000:1000 /opt/app/run.sh /srv/app
