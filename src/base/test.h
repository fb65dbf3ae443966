/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The smallest thing that runs C tests. A test file defines
 *
 *     TEST(progress__refuses_equal_start_and_target) { CHECK(…); CHECK_INT(got, want); }
 *     TEST_MAIN()
 *
 * and prints one TAP line a test. A failed check says where and what, and the test goes on, so that
 * one run shows everything that is wrong. Tests register themselves and run in the order of the
 * file.
 */
#ifndef KOERS_BASE_TEST_H
#define KOERS_BASE_TEST_H

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/str.h"

#define TEST_MAX 256

struct test_case {
    const char *name;
    void (*run)(void);
};

static struct test_case test_cases[TEST_MAX];
static int test_count;
static int test_faults;

static inline void
test_register(const char *name, void (*run)(void))
{
    if (test_count < TEST_MAX)
        test_cases[test_count] = (struct test_case){name, run};
    test_count++;
}

#define TEST(name_)                                                                                \
    static void test_##name_(void);                                                                \
    __attribute__((constructor)) static void register_##name_(void)                                \
    {                                                                                              \
        test_register("test_" #name_, test_##name_);                                               \
    }                                                                                              \
    static void test_##name_(void)

/* Where a test puts its files: ./test names a folder that lies in memory. */
static inline const char *
test_folder(void)
{
    const char *folder = getenv("TMPDIR");

    return folder != NULL && folder[0] != '\0' ? folder : "/tmp";
}

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            test_faults++;                                                                         \
            printf("# %s:%d: not true: %s\n", __FILE__, __LINE__, #condition);                     \
        }                                                                                          \
    } while (0)

#define CHECK_INT(got, want)                                                                       \
    do {                                                                                           \
        long long got_ = (long long)(got);                                                         \
        long long want_ = (long long)(want);                                                       \
        if (got_ != want_) {                                                                       \
            test_faults++;                                                                         \
            printf("# %s:%d: %s is %lld, not %lld\n", __FILE__, __LINE__, #got, got_, want_);      \
        }                                                                                          \
    } while (0)

#define CHECK_STR(got, want)                                                                       \
    do {                                                                                           \
        struct str got_ = (got);                                                                   \
        struct str want_ = str_from(want);                                                         \
        if (!str_eq(got_, want_)) {                                                                \
            test_faults++;                                                                         \
            printf("# %s:%d: %s is \"%.*s\", not \"%.*s\"\n", __FILE__, __LINE__, #got,            \
                   STR_FMT(got_), STR_FMT(want_));                                                 \
        }                                                                                          \
    } while (0)

#define CHECK_ERR(got, want)                                                                       \
    do {                                                                                           \
        enum err got_ = (got);                                                                     \
        enum err want_ = (want);                                                                   \
        if (got_ != want_) {                                                                       \
            test_faults++;                                                                         \
            printf("# %s:%d: %s is %s, not %s\n", __FILE__, __LINE__, #got, err_name(got_),        \
                   err_name(want_));                                                               \
        }                                                                                          \
    } while (0)

#define CHECK_OK(got) CHECK_ERR(got, OK)

static inline int
test_main(void)
{
    int failed = 0;

    if (test_count == 0 || test_count > TEST_MAX) {
        printf("Bail out! %d tests registered, 1 to %d expected\n", test_count, TEST_MAX);
        return 1;
    }
    printf("1..%d\n", test_count);
    for (int i = 0; i < test_count; i++) {
        test_faults = 0;
        test_cases[i].run();
        printf("%s %d - %s\n", test_faults == 0 ? "ok" : "not ok", i + 1, test_cases[i].name);
        failed += test_faults != 0;
    }
    return failed > 0;
}

#define TEST_MAIN()                                                                                \
    int main(void)                                                                                 \
    {                                                                                              \
        return test_main();                                                                        \
    }

#endif
