#!/bin/sh
set -e
mkdir -p /data
exec python -m http.server
