# A script asks for the Python of Debian, which is not that of the image.
# level: 2
FROM python:3.12
COPY serve /usr/local/bin/serve
CMD ["/usr/local/bin/serve"]
