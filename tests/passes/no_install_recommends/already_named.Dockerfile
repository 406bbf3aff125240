# Nothing is named twice, and what recommends nothing is left as it is.
# level: 2
FROM ubuntu:24.04
RUN apt-get update && apt-get install --yes wget=1.21.4-1ubuntu4 ca-certificates tzdata
