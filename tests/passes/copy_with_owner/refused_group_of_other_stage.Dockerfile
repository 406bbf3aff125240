# What comes from another stage keeps its group.
FROM debian:12 AS build
RUN mkdir /out
FROM debian:12
COPY --from=build /out /app
RUN chown -R www-data /app
