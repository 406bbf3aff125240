# A comment, a group, an argument of another command.
FROM debian:11
RUN groupadd -g 1000000 app && echo useradd -u 1000000 && useradd -c 1000000 app
