/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Runs a fuzz target once over every file of its corpus: how each crash that was ever found is
 * looked for again in every run of the tests, without a fuzzer. The folder is the only argument; a
 * crash ends the program, so that it counts as a failure.
 */
#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define INPUT_SIZE_MAX (4U << 20)
#define PATH_SIZE_MAX  4096

int LLVMFuzzerTestOneInput(const uint8_t *ptr, size_t len);

static int
replay(const char *path)
{
    /* A piece of its own size, so that AddressSanitizer sees the first byte read beyond it. */
    static uint8_t whole[INPUT_SIZE_MAX];
    FILE *file = fopen(path, "rb");
    size_t len;
    uint8_t *input;

    if (file == NULL) {
        printf("# %s: %s\n", path, strerror(errno));
        return 1;
    }
    len = fread(whole, 1, sizeof(whole), file);
    (void)fclose(file);
    input = malloc(len > 0 ? len : 1);
    if (input == NULL)
        return 1;
    if (len > 0)
        memcpy(input, whole, len);
    (void)LLVMFuzzerTestOneInput(input, len);
    free(input);
    return 0;
}

int
main(int argc, char **argv)
{
    DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
    int failed = 0;
    int count = 0;

    if (folder == NULL) {
        printf("Bail out! one argument, the folder of the corpus, is needed\n");
        return 2;
    }
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char path[PATH_SIZE_MAX];
        int bad;

        if (entry->d_name[0] == '.')
            continue;
        (void)snprintf(path, sizeof(path), "%s/%s", argv[1], entry->d_name);
        printf("# %s\n", path);
        (void)fflush(stdout); /* so that after a crash the last line names the file */
        bad = replay(path);
        printf("%s %d - replay_%s\n", bad ? "not ok" : "ok", ++count, entry->d_name);
        failed += bad;
    }
    (void)closedir(folder);
    printf("1..%d\n", count);
    return failed > 0 || count == 0;
}
