# Nobody knows where the archive lies.
FROM example/base
RUN curl -fsSLO https://example.org/a.tgz && tar xzf a.tgz
