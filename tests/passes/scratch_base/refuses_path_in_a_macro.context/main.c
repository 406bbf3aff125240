#include <stdio.h>

int main(void)
{
    return fopen(NAMES, "r") == NULL;
}
