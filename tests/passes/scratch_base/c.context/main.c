#include "echo.h"
int main(void) { return echo(); }
