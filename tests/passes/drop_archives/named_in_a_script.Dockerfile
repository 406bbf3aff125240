# A script of the build context unpacks it when the container starts.
FROM debian:12
COPY start.sh /start.sh
RUN curl -fsSLo /opt/a.tgz https://example.org/a.tgz && tar xzf /opt/a.tgz -C /srv
CMD ["sh", "/start.sh"]
