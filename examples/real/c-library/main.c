#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

int greet(const char *language, char *out, size_t size);

int main(void) {
    int s = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(7070)};
    if (bind(s, (struct sockaddr *)&a, sizeof a) || listen(s, 8)) return 1;
    for (;;) {
        char in[512] = "", language[8] = "", text[200], out[300];
        int c = accept(s, NULL, NULL);
        if (c < 0 || read(c, in, sizeof in - 1) < 0) continue;
        sscanf(in, "GET /%7[a-z]", language);
        int known = greet(language, text, sizeof text) == 0;
        int n = snprintf(out, sizeof out, "HTTP/1.0 %s\r\n\r\n%s\n", known ? "200 OK" : "404 Not Found", known ? text : "?");
        if (write(c, out, n) < 0) return 1;
        close(c);
    }
}
