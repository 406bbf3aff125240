# The flag belongs to yum, not to sudo.
FROM almalinux:9
RUN sudo yum install httpd
