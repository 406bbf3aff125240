#!/bin/sh
git pull
exec /app/server
