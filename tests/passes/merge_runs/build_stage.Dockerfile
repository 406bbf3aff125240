# A stage that is only copied from: its layers are in no image.
FROM debian:bookworm-slim AS build
RUN apt-get update
RUN apt-get install -y curl
FROM scratch
COPY --from=build /usr/bin/curl /curl
