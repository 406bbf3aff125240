# Deleting the cache is as good.
FROM centos:7
RUN yum install -y nginx && rm -rf /var/cache/yum
