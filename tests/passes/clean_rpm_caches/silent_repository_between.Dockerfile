# A new repository may go by the name of an old one, whose metadata would be used for it.
FROM centos:7
RUN yum -y update && yum clean all && rpm -Uvh https://example.com/repo.rpm && yum -y install nginx && yum clean all
