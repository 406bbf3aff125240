# ruby recommends zip, which the file calls, and zip recommends unzip, which is named already.
# level: 2
FROM debian:12
RUN apt-get update && apt-get install -y unzip ruby && rm -rf /var/lib/apt/lists/*
RUN zip -r /pages.zip /usr/share/doc
