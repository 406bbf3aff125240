# The flag may be in the variable.
FROM python:3.12
RUN OPTIONS="--no-cache-dir -q"; pip install $OPTIONS flask
