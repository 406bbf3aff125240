# Whoever reads the variable finds it.
FROM debian:12
ENV ARCHIVE=/opt/a.tgz
RUN curl -fsSLo /opt/a.tgz https://example.org/a.tgz && tar xzf /opt/a.tgz -C /srv
