#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void) {
    int s = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(6000)};
    if (bind(s, (struct sockaddr *)&a, sizeof a) || listen(s, 8)) {
        perror("dice");
        return 1;
    }
    for (;;) {
        char in[512] = "", out[256];
        unsigned seed = 1;
        int c = accept(s, NULL, NULL);
        if (c < 0 || read(c, in, sizeof in - 1) < 0) continue;
        sscanf(in, "GET /%u", &seed);
        srand(seed);
        int n = snprintf(out, sizeof out, "HTTP/1.0 200 OK\r\n\r\nuid %d threw %d\n", (int)getuid(), rand() % 6 + 1);
        if (write(c, out, n) < 0) return 1;
        close(c);
    }
}
