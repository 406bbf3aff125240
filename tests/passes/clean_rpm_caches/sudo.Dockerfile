# Who may install as root need not be allowed everything.
FROM example/fedora
RUN sudo dnf install -y nginx
