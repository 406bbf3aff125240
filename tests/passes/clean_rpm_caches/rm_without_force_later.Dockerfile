# The later `rm` may fail if there was nothing to delete.
FROM centos:7
RUN yum install -y nginx
RUN rm -r /var/cache/yum/*
