# The configuration of cpan stays.
FROM perl:5.40
RUN cpan Mojolicious
