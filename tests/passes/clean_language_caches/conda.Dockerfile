# conda keeps archives and unused packages.
FROM continuumio/miniconda3
RUN conda install -y numpy
