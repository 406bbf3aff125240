# micromamba keeps archives and unused packages.
FROM mambaorg/micromamba
RUN micromamba install -y -n base numpy
