# The comment of the label would stand behind the RUN that moved up.
FROM debian:bookworm-slim
RUN apt-get update
# who to ask
LABEL maintainer="ops@example.com"
RUN apt-get install -y curl
