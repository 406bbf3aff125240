# A language image on a release of Debian that has ended.
FROM python:3.9-buster
CMD ["python3"]
