# What follows stands in a subshell of its own.
FROM centos:7
RUN yum -y update; yum clean all \
    && (yum -y install nginx; yum clean all)
