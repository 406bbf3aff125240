#include <unistd.h>
int echo(void) { return write(1, "hi\n", 3) != 3; }
