# The slim form of the image has the run-time library; no toolchain could be had for a real build.
# level: 2
FROM swift:5.10-jammy
WORKDIR /app
COPY . .
RUN swift build -c release
EXPOSE 8080
CMD [".build/release/App"]
