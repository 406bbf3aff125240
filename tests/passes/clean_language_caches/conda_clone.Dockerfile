# A clone links what the cache holds, and downloads what it does not.
FROM continuumio/miniconda3
RUN conda create -y -n a numpy
RUN conda create -y --clone a -n b
