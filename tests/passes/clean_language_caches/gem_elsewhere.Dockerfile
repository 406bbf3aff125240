# Elsewhere nobody knows where the archives lie.
FROM debian:12
RUN gem install rails
