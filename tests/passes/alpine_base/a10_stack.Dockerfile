# The stack is set by the shell.
# level: 3
FROM python:3.12-slim
CMD ulimit -s 65536 && exec python -m app
