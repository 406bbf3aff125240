# The cache is a link.
FROM centos:7
RUN ln -s /pkg-cache /var/cache/yum
RUN yum install -y httpd
