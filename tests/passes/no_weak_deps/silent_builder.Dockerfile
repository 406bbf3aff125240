# What a build stage holds is not shipped.
# level: 2
FROM fedora:43 AS build
RUN dnf install -y gcc && gcc --version > /version
FROM fedora:43
COPY --from=build /version /version
