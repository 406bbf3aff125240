# What a build stage holds is not shipped.
# level: 2
FROM debian:12 AS build
RUN apt-get update && apt-get install -y ffmpeg
RUN ffmpeg -version > /version
FROM debian:12
COPY --from=build /version /version
