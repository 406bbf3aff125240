# xvfb-run fails without xauth.
# level: 2
FROM debian:12
RUN apt update && apt install -y xvfb && xvfb-run true
