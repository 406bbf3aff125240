# Resources lie in bundles beside the program.
# level: 2
FROM swift:5.10-jammy
WORKDIR /app
COPY . .
RUN swift build -c release
CMD [".build/release/App"]
