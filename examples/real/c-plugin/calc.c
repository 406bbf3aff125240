#include <dlfcn.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

int main(int argc, char **argv) {
    int s = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(7000)};
    if (argc < 2 || bind(s, (struct sockaddr *)&at, sizeof at) || listen(s, 8)) return 1;
    for (;;) {
        char in[512] = "", name[16] = "", path[300], out[256];
        int c = accept(s, NULL, NULL), a = 0, b = 0, n;
        if (c < 0 || read(c, in, sizeof in - 1) < 0) continue;
        sscanf(in, "GET /%15[a-z]/%d/%d", name, &a, &b);
        snprintf(path, sizeof path, "%s/%s.so", argv[1], name);
        void *plugin = dlopen(path, RTLD_NOW);
        int (*apply)(int, int) = plugin ? (int (*)(int, int))dlsym(plugin, "apply") : NULL;
        if (apply)
            n = snprintf(out, sizeof out, "HTTP/1.0 200 OK\r\n\r\n%d\n", apply(a, b));
        else
            n = snprintf(out, sizeof out, "HTTP/1.0 404 Not Found\r\n\r\nno %s\n", name);
        if (write(c, out, n) < 0) return 1;
        close(c);
    }
}
