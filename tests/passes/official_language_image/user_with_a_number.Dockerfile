# The user is given its number.
# level: 2
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y python3
RUN useradd --create-home --uid 1500 app
USER app
CMD ["python3", "-m", "http.server"]
