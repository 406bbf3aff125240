# A service started in the first RUN would live on into the second.
FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y mysql-server && service mysql start
RUN apt-get clean
