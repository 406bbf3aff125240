# A trigger runs in images that nobody sees here.
# level: 2
FROM python:3.12
ONBUILD RUN make
CMD ["python"]
