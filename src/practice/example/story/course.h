/* SPDX-License-Identifier: Apache-2.0 */
/* The course of a key result, as the tables write it: "91.2/7 91.8/7 - 92.9/6b". */
#ifndef KOERS_EXAMPLE_COURSE_H
#define KOERS_EXAMPLE_COURSE_H

#include "base/decimal.h"
#include "base/maybe.h"
#include "practice/example/story/story.h"

struct course_step {
    bool silent; /* nobody checked in */
    decimal_t value;
    int64_t confidence;
    enum own_status own_status; /* OWN_STATUS_NULL when the owner says nothing */
};

struct course {
    struct course_step steps[STORY_COURSE_MAX];
    size_t count;
};

/* ERR_INVALID for a text that is no course. */
enum err course_read(const char *text, struct course *out) MUST_USE;

#endif
