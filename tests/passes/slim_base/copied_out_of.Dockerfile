# Another stage takes a library out of this one.
# level: 2
FROM python:3.12 AS tools
FROM tools AS more
CMD ["python"]
FROM scratch
COPY --from=tools /usr/lib/x86_64-linux-gnu/libpq.so.5 /lib/
COPY --from=tools / /
