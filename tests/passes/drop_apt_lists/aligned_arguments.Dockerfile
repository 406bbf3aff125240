# Arguments are aligned with the first: the cleanup is not.
FROM debian:12
RUN apt-get update && apt-get install -y curl \
                                         wget
