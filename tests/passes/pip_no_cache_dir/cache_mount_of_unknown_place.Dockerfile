# The cache mount may well be pip's.
FROM python:3.12
ARG CACHE=/c
RUN --mount=type=cache,target=${CACHE} pip install flask
