# A blank parts two brackets: `((` is arithmetic to bash.
FROM debian:bookworm-slim
RUN apt-get update
RUN (apt-get install -y a; apt-get install -y b) || (apt-get install -y c)
