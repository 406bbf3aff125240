#!/bin/sh
curl -fsS http://x > data
