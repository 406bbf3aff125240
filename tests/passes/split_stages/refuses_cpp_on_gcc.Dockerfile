# Refused: gcc brings a newer C++ library than its distribution.
# level: 2
FROM gcc:15
WORKDIR /app
COPY . .
RUN g++ -o hello main.cpp
CMD ["./hello"]
