# The distroless images moved to Debian 13.
FROM gcr.io/distroless/static-debian12:nonroot
COPY app /
CMD ["/app"]
