# People work in a container that starts notebooks.
# level: 2
FROM python:3.12-slim
RUN apt-get update && apt-get install -y gcc
RUN pip install jupyterlab
CMD ["jupyter", "lab", "--ip=0.0.0.0"]
