# A variable set the old way, to the end of the line, belongs to what stands behind it.
# level: 2
FROM debian:12
RUN touch /a
ENV A x B=$A
RUN touch "/$A"
