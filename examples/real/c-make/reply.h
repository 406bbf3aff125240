int reply(int fd, const char *path);
