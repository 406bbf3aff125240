# The container unpacks it when it starts.
FROM debian:12
CMD tar xzf /opt/a.tgz -C /data && exec server
RUN curl -fsSL -o /opt/a.tgz https://example.org/a.tgz && tar xzf /opt/a.tgz -C /opt
