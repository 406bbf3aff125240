#!/bin/sh
set git pull
exec "$@"
