# dnf asks before it installs; a module is enabled by a question too, listing asks nothing.
FROM fedora:43
RUN dnf module list && dnf module enable nodejs:22 && dnf install nodejs
