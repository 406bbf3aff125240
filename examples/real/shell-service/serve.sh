#!/bin/bash
exec socat TCP-LISTEN:8080,reuseaddr,fork EXEC:/usr/local/bin/answer.sh
