# Deleting a directory that is not there does no harm.
FROM python:3.12
ARG DEV
RUN if [ -n "$DEV" ]; then pipenv install --system --dev; fi
