# The start script runs what it is given, and no CMD says what that is.
# level: 2
FROM python:3.13
COPY entrypoint.sh /
ENTRYPOINT ["/entrypoint.sh"]
