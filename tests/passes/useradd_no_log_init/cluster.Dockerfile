# Short flags stand together, and the id right behind.
FROM ubuntu:20.04
RUN useradd -rmu 65533 app
RUN useradd -u70000 other
