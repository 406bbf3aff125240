# The owner is known in the build only.
FROM debian:12
ARG OWNER
COPY . /app
RUN chown -R $OWNER /app
