# Nobody knows how old the pip is that this distribution has.
FROM example/base
RUN apt-get update && apt-get install -y python3-pip && rm -rf /var/lib/apt/lists/*
RUN pip3 install flask
