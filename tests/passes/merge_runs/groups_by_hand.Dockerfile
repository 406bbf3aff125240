# So are the groups of a user, whoever writes them.
FROM debian:12
RUN sed -i 's/^video:.*/&root/' /etc/group && apt-get install -y curl
RUN apt-get install -y wget && id -nG > /groups
