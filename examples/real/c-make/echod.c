#include "reply.h"
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv) {
    int s = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(argc > 1 ? atoi(argv[1]) : 8080)};
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(s, (struct sockaddr *)&a, sizeof a) || listen(s, 16)) {
        perror("echod");
        return 1;
    }
    for (;;) {
        char buf[1024] = "", path[256] = "/";
        int c = accept(s, NULL, NULL);
        if (c < 0 || read(c, buf, sizeof buf - 1) < 0) continue;
        sscanf(buf, "%*s %255s", path);
        reply(c, path);
        close(c);
    }
}
