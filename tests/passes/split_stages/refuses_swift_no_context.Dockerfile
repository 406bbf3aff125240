# Without a build context nobody knows which files the program reads.
# level: 2
FROM swift:5.10
WORKDIR /app
COPY . .
RUN swift build -c release
CMD [".build/release/App"]
