# The shell remembers where pip was, and the first part may have put another one before it.
# level: 2
FROM debian:bookworm-slim
RUN pip install --upgrade pip
RUN pip install flask
