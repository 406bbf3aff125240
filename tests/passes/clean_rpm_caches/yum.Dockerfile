# yum has a `clean` of its own.
FROM centos:7
RUN yum install -y nginx
