#!/bin/sh
git describe > /version
exec python -m http.server
