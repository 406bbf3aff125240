# CentOS Linux has ended.
FROM centos:7
CMD ["sh"]
