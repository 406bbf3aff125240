#!/bin/sh
. ./functions.sh
prepare
exec "$@"
