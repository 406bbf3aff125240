# Messages are to be in German, and slim images have no translations.
# level: 2
FROM python:3.12
ENV LANG=de_DE.UTF-8
CMD ["python", "-m", "http.server"]
