# A release brings its own run-time system; the shape is that of the file that Phoenix writes, no toolchain could be had.
# level: 2
FROM hexpm/elixir:1.17.3-erlang-27.1-debian-bookworm-20241016-slim
ENV MIX_ENV=prod
RUN mix local.hex --force
WORKDIR /app
COPY . .
RUN mix deps.get && mix release
CMD ["_build/prod/rel/shop/bin/shop", "start"]
