# The manager may not be in the search path.
FROM debian:12
RUN /opt/conda/bin/conda install -y numpy
