# No tag of distroless names a version, so that there is none to name.
FROM gcr.io/distroless/static-debian13
COPY server /
CMD ["/server"]
