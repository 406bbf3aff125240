# yum and tdnf have no such setting, and an upgrade is left alone.
# level: 2
FROM centos:7
RUN yum install -y git
FROM photon:5.0
RUN tdnf install -y git
FROM fedora:43
RUN dnf upgrade -y && dnf clean all
