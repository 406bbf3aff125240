# Nobody knows which release of Debian a tag without one was built on, and a release links to its libraries.
# level: 2
FROM elixir:1.17
WORKDIR /app
COPY . .
RUN mix release
CMD ["_build/prod/rel/shop/bin/shop", "start"]
