# gettext recommends curl, which the file calls, and curl recommends certificates: both are named.
# level: 2
FROM debian:12
RUN apt-get update && apt-get install -y gettext jq && rm -rf /var/lib/apt/lists/*
RUN curl -fsSL https://example.com/words.json | jq . > /words.json
