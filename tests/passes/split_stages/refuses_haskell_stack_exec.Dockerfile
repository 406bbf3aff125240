# `stack exec` needs stack when the container starts.
# level: 2
FROM haskell:9.8-slim-bullseye
WORKDIR /src
COPY . .
RUN stack build
CMD ["stack", "exec", "site"]
