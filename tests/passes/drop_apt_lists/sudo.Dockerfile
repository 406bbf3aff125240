# Who may run apt-get as root need not be allowed to delete as root.
FROM example/desktop
USER dev
RUN sudo apt-get update && sudo apt-get install -y curl
