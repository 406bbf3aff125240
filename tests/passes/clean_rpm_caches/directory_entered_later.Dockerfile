# A child stage goes into the cache.
FROM centos:7 AS base
RUN yum install -y httpd
FROM base
RUN cd /var/cache/yum && rm -r x86_64
