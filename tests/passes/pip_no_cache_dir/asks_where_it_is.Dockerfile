# There would be no directory to show.
FROM python:3.12
RUN pip install flask && ls $(pip cache dir)
