# At -O1 the assumption is named and nothing is done.
FROM python:3.13
CMD ["python", "-m", "http.server"]
