# mamba keeps archives and unused packages.
FROM condaforge/miniforge3
RUN mamba env create -f environment.yml
