/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/example/story/course.h"

#define CONFIDENCE_MAX 10

static enum own_status
own_status_of(char letter)
{
    switch (letter) {
    case 'g':
        return OWN_STATUS_ON_TRACK;
    case 'b':
        return OWN_STATUS_BEHIND;
    case 'r':
        return OWN_STATUS_AT_RISK;
    default:
        return OWN_STATUS_NULL;
    }
}

static enum err
step_read(struct str word, struct course_step *out)
{
    struct str confidence;

    *out = (struct course_step){.silent = str_eq(word, STR("-"))};
    if (out->silent)
        return OK;
    struct str value = str_cut(word, '/', &confidence);
    if (confidence.len == 0)
        return ERR_INVALID;
    out->own_status = own_status_of(confidence.ptr[confidence.len - 1]);
    if (out->own_status != OWN_STATUS_NULL)
        confidence.len--;
    TRY(scaled_parse(value, DECIMAL_PLACES, DECIMAL_MAX, &out->value));
    return scaled_parse(confidence, 0, CONFIDENCE_MAX, &out->confidence);
}

enum err
course_read(const char *text, struct course *out)
{
    struct str rest = str_from(text);

    *out = (struct course){0};
    while (rest.len > 0) {
        struct str word = str_cut(rest, ' ', &rest);
        if (out->count == STORY_COURSE_MAX)
            return ERR_INVALID;
        TRY(step_read(word, &out->steps[out->count++]));
    }
    return OK;
}
