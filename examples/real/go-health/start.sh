#!/bin/bash
set -euo pipefail
if [ ! -e "$NOTES_DIR/first.txt" ]; then
    echo "first" > "$NOTES_DIR/first.txt"
fi
exec "$@"
