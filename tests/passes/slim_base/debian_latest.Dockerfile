# The slim form that goes where `latest` goes is `stable-slim`.
# level: 2
FROM debian
COPY app /usr/local/bin/app
CMD ["app", "--help"]
