# cpanm keeps its working directory.
FROM perl:5.40
RUN cpanm Mojolicious
