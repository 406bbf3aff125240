# The shell would remember the curl of before.
FROM debian:12
RUN curl -Lo /tmp/curl https://example.org/curl-static && cp /tmp/curl /usr/local/bin/curl
RUN curl --http3 -o /srv/page https://example.org/ && rm /tmp/curl
