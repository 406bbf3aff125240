# Without repositories `yum clean` fails, so it comes before they go.
FROM centos:7
RUN yum install -y example \
    && rm -f /etc/yum.repos.d/example.repo
