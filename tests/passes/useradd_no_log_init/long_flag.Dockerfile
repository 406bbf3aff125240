# The id stands behind `=`.
FROM almalinux:8
RUN groupadd --gid=90000 app && useradd --uid=90000 --gid=90000 app
