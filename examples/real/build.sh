#!/bin/bash
# Builds projects before and after dfopt with Docker, starts both images, asks both the same, and prints their sizes.
#
#   examples/real/build.sh              all projects of sizes.yaml
#   examples/real/build.sh go-http ...  these
#
# Before is `Dockerfile`, after is `Dockerfile.fixed`: what `dfopt fix` makes of it at the level that sizes.yaml names.
# A line for each project: name, whether both answered alike, bytes of all layers before and after, change.
#
#   DOCKER=podman          another client
#   BUILD_FLAGS=...        for each build: --network host, --no-cache
#   RUN_FLAGS=...          for each start: with --network host the port of the program itself is asked,
#                          which then has to be free at once when the first container has gone
#
# Needs Docker with BuildKit and curl. Exit code 0: all answered alike; 1: some did not, or did not build.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
docker=${DOCKER:-docker}
read -ra build_flags <<< "${BUILD_FLAGS:-}"
read -ra run_flags <<< "${RUN_FLAGS:-}"
answers=$(mktemp -d)
trap 'rm -rf "$answers"' EXIT

# The value of a key in the row of a project.
field() { # NAME KEY
  sed -n "s/^- {name: $1, .*\b$2: '\{0,1\}\([^',}]*\)'\{0,1\}[,}].*/\1/p" "$here/sizes.yaml"
}

# Starts an image, waits for it, and writes what it answers to a file.
ask() { # IMAGE PORT PATH FILE
  local container address
  container=$($docker run -d "${run_flags[@]}" -p "127.0.0.1::$2" "$1" 2> /dev/null) || return 1
  address=$($docker port "$container" "$2/tcp" 2> /dev/null | head -1)
  for _ in $(seq 100); do
    curl -sf --max-time 5 -o "$4" "http://${address:-127.0.0.1:$2}$3" && break
    sleep 0.2
  done
  $docker rm -f "$container" > /dev/null
  [ -s "$4" ]
}

one() { # NAME
  local name=$1 side file before after same=no
  for side in before after; do
    file=Dockerfile
    [ $side = before ] || file=Dockerfile.fixed
    if ! $docker build -q "${build_flags[@]}" -t "dfopt-real-$side" -f "$here/$name/$file" "$here/$name" > /dev/null; then
      echo "$name: $file does not build"
      return 1
    fi
    ask "dfopt-real-$side" "$(field "$name" port)" "$(field "$name" ask)" "$answers/$side" || echo "$name: no answer $side"
  done
  [ ! -s "$answers/before" ] || ! cmp -s "$answers/before" "$answers/after" || same=same
  before=$($docker image inspect -f '{{.Size}}' dfopt-real-before)
  after=$($docker image inspect -f '{{.Size}}' dfopt-real-after)
  rm -f "$answers"/*
  printf '%-20s %-5s %14s %14s %7s\n' "$name" $same "$before" "$after" \
    "$(awk -v a="$before" -v b="$after" 'BEGIN { printf "%+.1f%%", (b - a) * 100 / a }')"
  [ $same = same ]
}

[ $# -gt 0 ] || set -- $(sed -n 's/^- {name: \([^,]*\),.*/\1/p' "$here/sizes.yaml")
failed=0
for name in "$@"; do
  one "$name" || failed=1
done
exit $failed
