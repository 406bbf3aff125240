# The start script is not where the context is looked for.
# level: 2
FROM python:3.12
COPY startup.sh .
CMD ["/startup.sh"]
