#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdio.h>
#include <string.h>

int greet(const char *language, char *out, size_t size) {
    FILE *file = fopen("/usr/local/share/greet/greetings.txt", "r");
    char line[200];
    int code;
    PCRE2_SIZE at;
    if (!file || strlen(language) > 8) return -1;
    snprintf(line, sizeof line, "^%s (.*)$", language);
    pcre2_code *re = pcre2_compile((PCRE2_SPTR)line, PCRE2_ZERO_TERMINATED, 0, &code, &at, NULL);
    pcre2_match_data *match = re ? pcre2_match_data_create_from_pattern(re, NULL) : NULL;
    *out = 0;
    while (match && fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = 0;
        if (pcre2_match(re, (PCRE2_SPTR)line, strlen(line), 0, 0, match, NULL) > 1) {
            PCRE2_SIZE *found = pcre2_get_ovector_pointer(match);
            snprintf(out, size, "%.*s", (int)(found[3] - found[2]), line + found[2]);
        }
    }
    fclose(file);
    return *out ? 0 : -1;
}
