# The id is known in the build only, or is that of the user who builds.
FROM debian:11
ARG APP_UID
RUN useradd -u $APP_UID one && useradd -u $(cat /id) two && useradd -u "$UID" three
