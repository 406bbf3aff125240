# Both files go behind the command that installs both.
FROM debian:12
WORKDIR /srv/app
RUN wget -q https://example.org/a.deb https://example.org/b.deb \
    && apt-get install -y ./a.deb ./b.deb \
    && ldconfig
