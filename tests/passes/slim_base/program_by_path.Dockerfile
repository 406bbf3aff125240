# A compiler is named by its path in a variable.
# level: 2
FROM python:3.12
ENV CC=/usr/bin/gcc
CMD ["python", "-m", "http.server"]
