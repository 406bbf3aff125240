# `sudo` and its command would have to go together.
FROM example/alpine
RUN sudo apk update && sudo apk add curl
