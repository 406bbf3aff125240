# The version of the package is asked of git.
# level: 2
FROM python:3.12
WORKDIR /srv
COPY . .
RUN pip install .
CMD ["shop"]
