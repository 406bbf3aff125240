# Trap 14: an archive is unpacked and a URL is fetched, which COPY does not do.
FROM debian:12
ADD rootfs.tar.gz /
ADD https://example.org/tool /usr/local/bin/tool
ADD https://github.com/example/tool.git#v1 /src
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d file /file
