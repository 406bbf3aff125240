# Comments stay above their part, inside of the RUN too.
FROM debian:bookworm-slim
# fresh lists
RUN apt-get update
# for the health check

RUN \
    # and for debugging
    apt-get install -y curl \
        # small
        less
RUN apt-get clean
