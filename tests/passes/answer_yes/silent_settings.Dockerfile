# A setting answers for the whole image.
FROM debian:12
RUN echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/90-yes
RUN apt-get update && apt-get install curl
FROM almalinux:9
RUN echo assumeyes=1 >> /etc/dnf/dnf.conf && dnf install tar
