# A failure is accepted: the image may do without the package.
FROM debian:12
RUN apt-get update && (apt-get install vim || true)
