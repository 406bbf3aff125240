# The flag belongs to useradd, wherever that stands.
FROM debian:11
RUN id app || sudo useradd -u 123456 app
