# A program of the build context may be made for glibc.
# level: 3
FROM python:3.12-slim
COPY tool /usr/local/tool
CMD ["/usr/local/tool"]
