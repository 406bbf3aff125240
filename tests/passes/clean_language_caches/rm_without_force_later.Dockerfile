# The later `rm` would fail if the directory was not there.
FROM perl:5.40
RUN cpanm Mojolicious
RUN rm -r /root/.cpanm
