# The program may want its data as an archive too.
FROM debian:12
WORKDIR /srv/app
RUN curl -fsSLO https://example.org/data.zip && unzip data.zip
