# Left of `&&` a failure does not end a script under `set -e`.
FROM debian:12
RUN set -e; apt-get install vim && echo installed; echo done
