# The second RUN finds its tmpfs empty.
FROM debian:12
RUN --mount=type=tmpfs,target=/scratch apt-get update && mkdir /scratch/work
RUN --mount=type=tmpfs,target=/scratch apt-get install -y curl && mkdir /scratch/work
