# The id stands in the next word.
FROM almalinux:8
RUN useradd --system --uid 99999 app
