# An image of the same name in another registry may be any.
# level: 2
FROM registry.example.com/python:3.13
COPY app.py /srv/
CMD ["python", "/srv/app.py"]
