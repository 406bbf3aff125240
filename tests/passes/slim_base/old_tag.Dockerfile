# A version that is not built any more is not looked up.
# level: 2
FROM python:3.6
CMD ["python", "-m", "http.server"]
