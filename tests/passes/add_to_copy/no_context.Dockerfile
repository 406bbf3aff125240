# The build context itself is a directory, whatever is in it; of a name nothing is known without it.
FROM python:3.12-slim
ADD . /app
ADD run /usr/local/bin/run
