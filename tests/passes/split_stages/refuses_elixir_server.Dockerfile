# `mix phx.server` compiles when the container starts.
# level: 2
FROM hexpm/elixir:1.17.3-erlang-27.1-debian-bookworm-20241016-slim
WORKDIR /app
COPY . .
RUN mix deps.get && mix release
CMD ["mix", "phx.server"]
