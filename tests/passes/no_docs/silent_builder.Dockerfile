# A stage that only feeds others may hold what it likes.
# level: 2
FROM amazonlinux:2023 AS build
RUN dnf install -y gcc && gcc -o /app app.c
FROM scratch
COPY --from=build /app /app
