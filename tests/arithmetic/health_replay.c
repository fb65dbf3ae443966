/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads lines of "have need weight …" and prints the score of each in ppm, or "none"; a line that
 * begins with "spread" has sorted fractions, of which it prints the five quartiles. It trusts its
 * input; a line it cannot read ends it with status 2.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "practice/squad/practice_health_score.h"

#define LINE_BYTES  65536
#define NUMBERS_MAX 4096U

static size_t
read_numbers(const char *text, int64_t *out)
{
    size_t count = 0;
    char *end;

    for (long long number = strtoll(text, &end, 10); end != text && count < NUMBERS_MAX;
         number = strtoll(text, &end, 10)) {
        out[count++] = number;
        text = end;
    }
    return count;
}

static void
print(struct maybe number, char end)
{
    if (number.has)
        printf("%" PRId64 "%c", number.value, end);
    else
        printf("none%c", end);
}

int
main(void)
{
    static char line[LINE_BYTES];
    static int64_t numbers[NUMBERS_MAX];
    static struct health_input inputs[NUMBERS_MAX / 3];

    while (fgets(line, sizeof(line), stdin) != NULL) {
        bool spread = strncmp(line, "spread", 6) == 0;
        size_t count = read_numbers(line + (spread ? 6 : 0), numbers);
        for (unsigned quarter = 0; spread && quarter <= 4; quarter++)
            print(health_quartile(numbers, count, quarter), quarter < 4 ? ' ' : '\n');
        if (spread)
            continue;
        if (count % 3 != 0)
            return 2;
        for (size_t i = 0; i < count / 3; i++)
            inputs[i] =
                (struct health_input){numbers[3 * i], numbers[3 * i + 1], numbers[3 * i + 2]};
        print(health_score(inputs, count / 3), '\n');
    }
    return 0;
}
