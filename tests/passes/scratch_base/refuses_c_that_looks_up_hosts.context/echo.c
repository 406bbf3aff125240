#include <netdb.h>
int echo(void) { return gethostbyname("db") == 0; }
