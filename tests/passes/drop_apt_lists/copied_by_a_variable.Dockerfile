# What is copied out of the stage stands in a variable.
FROM debian:12 AS base
RUN apt-get update && apt-get install -y curl
FROM base AS shell
CMD ["bash"]
FROM debian:12
ARG PLACE=/var/lib/apt
COPY --from=base ${PLACE} ${PLACE}
RUN apt-get install -y vim
