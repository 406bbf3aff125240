# tdnf has a `clean` of its own.
FROM mcr.microsoft.com/azurelinux/base/core:3.0
RUN tdnf install -y nginx
