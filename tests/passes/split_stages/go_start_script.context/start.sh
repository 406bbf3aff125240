#!/bin/bash
set -e
if [ -n "$SETUP" ]; then
    cat migrations/*.sql > /tmp/all.sql
fi
exec "$@"
