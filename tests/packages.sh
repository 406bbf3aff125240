#!/usr/bin/env bash
# The packages, for real: `cargo package`, the wheel through maturin, and pre-commit with this repository's hooks.
#
# Builds with the profile dev unless DFOPT_PROFILE says otherwise. Needs python3 with venv, git, and the network.
set -euo pipefail
cd "$(dirname "$0")/.."
repository=$PWD
profile=${DFOPT_PROFILE:-dev}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
say() { printf '\n== %s\n' "$*"; }
# What is built once serves the wheel and pre-commit's own build.
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}
export MATURIN_PEP517_ARGS="--profile $profile"

say 'cargo package: nothing needed is missing'
cargo package --list --allow-dirty > "$scratch/list"
for file in Cargo.toml README.md LICENSE-MIT src/main.rs rules/images.yaml schemas/output.json docs/safety.md build.rs; do
    grep -qx "$file" "$scratch/list" || { echo "not in the package: $file" >&2; exit 1; }
done

say 'wheel'
python3 -m venv "$scratch/tools"
"$scratch/tools/bin/pip" install --quiet maturin pre-commit
"$scratch/tools/bin/maturin" build --quiet --profile "$profile" --out "$scratch/wheels"
python3 -m venv "$scratch/fresh"
"$scratch/fresh/bin/pip" install --quiet --no-index --find-links "$scratch/wheels" dfopt
"$scratch/fresh/bin/dfopt" --version

say 'pre-commit'
git init -q "$scratch/project"
cd "$scratch/project"
git config user.name somebody
git config user.email somebody@example.org
export PRE_COMMIT_HOME=$scratch/pre-commit
revision=$(git -C "$repository" rev-parse HEAD)
cat > .pre-commit-config.yaml <<END
repos:
  - repo: $repository
    rev: $revision
    hooks: [{id: dfopt-fix}, {id: dfopt-check}]
END
printf 'FROM debian:bookworm\nRUN apt-get update && apt-get install -y curl\n' > Dockerfile
cp Dockerfile Containerfile
cp Dockerfile notes.txt
printf 'RUN pip install x\n' > app.dockerfile && sed -i '1i FROM python:3.12' app.dockerfile
git add .
"$scratch/tools/bin/pre-commit" install
if git commit -qm first 2> "$scratch/said"; then
    echo 'the commit was not stopped' >&2
    exit 1
fi
cat "$scratch/said"
grep -q 'rm -rf /var/lib/apt/lists' Dockerfile
grep -q 'rm -rf /var/lib/apt/lists' Containerfile
grep -q 'pip install --no-cache-dir' app.dockerfile
! grep -q 'rm -rf' notes.txt
git add .
git commit -qm second
test "$(git log --oneline | wc -l)" = 1

say 'all good'
