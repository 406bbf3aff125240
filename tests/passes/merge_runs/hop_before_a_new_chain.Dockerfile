# Two pairs that cannot share a shell, with metadata before the second and inside of it.
FROM debian:bookworm
WORKDIR /src
RUN wget https://example.com/zlib-1.2.11.tar.gz && tar -xf zlib-1.2.11.tar.gz
RUN cd zlib-1.2.11 && ./configure && make install && rm ../zlib-1.2.11.tar.gz
LABEL a=b
RUN wget https://example.com/xz-5.2.3.tar.gz && tar -xf xz-5.2.3.tar.gz
LABEL c=d
RUN cd xz-5.2.3 && ./configure && make install && rm ../xz-5.2.3.tar.gz
