# A stage that only builds is left alone, whatever its size.
# level: 2
FROM python:3.12 AS build
RUN pip wheel -w /wheels flask
FROM python:3.12-slim
COPY --from=build /wheels /wheels
