# A heredoc for another interpreter is not for the shell.
FROM python:3.12
RUN apt-get update
RUN python3 <<END
import os
os.system("apt-get install -y curl")
END
RUN apt-get clean
