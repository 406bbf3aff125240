# There is no place between the install and the change of the repositories.
FROM centos:7
RUN for package in nginx git; do yum install -y "$package" && yum-config-manager --disable base; done
