# The id is the default of a variable.
FROM debian:11
ARG APP_UID=100001
RUN useradd -m -u ${APP_UID} app && useradd -u "$APP_UID" -o twin
