# Without the variable there may be no npm in the search path.
FROM debian:12
RUN PATH=/opt/node/bin:$PATH npm install -g serve
