# Another command reads what apt writes.
FROM debian:12
RUN apt update | tee /update.log
RUN echo "$(apt update)"
