#!/bin/sh
curl -fsS http://x
exec python app.py
