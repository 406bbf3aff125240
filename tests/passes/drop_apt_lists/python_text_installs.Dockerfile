# The text for an interpreter installs packages.
FROM debian:12
RUN apt-get update && apt-get install -y python3
RUN python3 -c 'import os; os.system("apt-get install -y vim")'
