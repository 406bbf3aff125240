#include "reply.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int reply(int fd, const char *path) {
    char out[512];
    int n = snprintf(out, sizeof out, "HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n%s has %zu letters\n", path, strlen(path));
    return write(fd, out, n) == n ? 0 : -1;
}
