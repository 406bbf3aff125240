# Nothing of the build stage but one file reaches an image.
FROM fedora:42 AS build
RUN dnf install -y gcc && gcc -o /a a.c
FROM scratch
COPY --from=build /a /a
