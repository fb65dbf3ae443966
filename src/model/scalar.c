/* SPDX-License-Identifier: Apache-2.0 */
#include "model/scalar.h"

#include <utf8proc.h>

#include "base/buf.h"

#define WORDS_LEN_MAX 1024U /* of a list of choices in a detail */
#define LIMIT_LEN_MAX 32U   /* of a limit in a detail */

/* A kind of number: how many decimals it keeps and what it can hold. */
struct number_kind {
    int places;
    int64_t min;
    int64_t max;
};

static const struct number_kind number_kinds[] = {
    [FIELD_ID] = {0, 1, ID_MAX},
    [FIELD_INT] = {0, -ID_MAX, ID_MAX},
    [FIELD_DECIMAL] = {DECIMAL_PLACES, -DECIMAL_MAX, DECIMAL_MAX},
    [FIELD_FRACTION] = {FRACTION_PLACES, -FRACTION_RAW_MAX, FRACTION_RAW_MAX},
    [FIELD_WEIGHT] = {WEIGHT_PLACES, 0, WEIGHT_MAX},
};

__attribute__((format(printf, 4, 5))) static bool
complain(struct wrong *wrong, const char *code, struct arena *arena, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    *wrong = (struct wrong){.code = code, .detail = str_vfmt(arena, format, args)};
    va_end(args);
    return false;
}

/* The limits of a number: the narrower of its kind and its field. */
static struct number_kind
number_limits(const struct field *field)
{
    struct number_kind kind = number_kinds[field->kind];

    if (field->min <= field->max) {
        kind.min = field->min > kind.min ? field->min : kind.min;
        kind.max = field->max < kind.max ? field->max : kind.max;
    }
    return kind;
}

static bool
complain_of_range(struct wrong *wrong, struct arena *arena, const struct number_kind *limits)
{
    struct buf min;
    struct buf max;

    buf_init(&min, LIMIT_LEN_MAX);
    buf_init(&max, LIMIT_LEN_MAX);
    scaled_format(&min, limits->min, limits->places);
    scaled_format(&max, limits->max, limits->places);
    complain(wrong, "out_of_range", arena, "Use a number from %.*s to %.*s.",
             STR_FMT(buf_str(&min)), STR_FMT(buf_str(&max)));
    buf_release(&max);
    buf_release(&min);
    return false;
}

static bool
set_number(struct arena *arena, const struct field *field, struct str text, void *object,
           struct wrong *wrong)
{
    struct number_kind limits = number_limits(field);
    int64_t value;
    enum err err = scaled_parse(text, limits.places, INT64_MAX, &value);

    if (err == ERR_MALFORMED)
        return complain(wrong, "bad_number", arena, "Write a number such as 12 or 12.5.");
    if (err == ERR_INVALID && limits.places == 0)
        return complain(wrong, "too_many_decimals", arena, "Use a whole number.");
    if (err == ERR_INVALID)
        return complain(wrong, "too_many_decimals", arena, "Use at most %d decimals.",
                        limits.places);
    if (err != OK || value < limits.min || value > limits.max)
        return complain_of_range(wrong, arena, &limits);
    field_set_number(field, object, maybe_of(value));
    return true;
}

static bool
is_control(struct str text, size_t i)
{
    unsigned char c = (unsigned char)text.ptr[i];

    if (c < 0x20)
        return c != '\n' && c != '\t';
    if (c == 0xC2) /* U+0080 to U+009F; the text is well-formed, so a byte follows */
        return (unsigned char)text.ptr[i + 1] < 0xA0;
    return c == 0x7F;
}

static bool
set_text(struct arena *arena, const struct field *field, struct str text, void *object,
         struct wrong *wrong)
{
    if ((field->flags & FIELD_VERBATIM) == 0)
        text = scalar_trim(text);
    if (str_is_null(text))
        text = STR(""); /* given and empty is not the same as null */
    for (size_t i = 0; i < text.len; i++)
        if (is_control(text, i))
            return complain(wrong, "bad_text", arena,
                            "Leave out control characters; only line ends and tabs may stay.");
    int64_t length = (int64_t)str_utf8_count(text);
    if (field->min == 1 && field->max >= 1 && length == 0)
        return complain(wrong, "too_short", arena, "Write at least one character.");
    if (field->min <= field->max && length < field->min)
        return complain(wrong, "too_short", arena, "Write at least %lld characters.",
                        (long long)field->min);
    if (field->min <= field->max && length > field->max)
        return complain(wrong, "too_long", arena,
                        "Shorten it to at most %lld characters; it has %lld.",
                        (long long)field->max, (long long)length);
    field_set_text(field, object, text);
    return true;
}

static bool
set_choice(struct arena *arena, const struct field *field, struct str text, void *object,
           struct wrong *wrong)
{
    int value = choice_value(field->choices, text);

    if (value != 0) {
        field_set_number(field, object, maybe_of(value));
        return true;
    }
    struct buf words;
    buf_init(&words, WORDS_LEN_MAX);
    for (int i = 0; field->choices[i].name != NULL; i++) {
        if (i > 0)
            buf_append_str(&words, STR(", "));
        buf_append_str(&words, str_from(field->choices[i].name));
    }
    complain(wrong, "not_one_of", arena, "Use one of %.*s.", STR_FMT(buf_str(&words)));
    buf_release(&words);
    return false;
}

static bool
set_day(struct arena *arena, const struct field *field, struct str text, void *object,
        struct wrong *wrong)
{
    day_t day;

    if (day_parse(text, &day) != OK)
        return complain(wrong, "bad_day", arena, "Write a day that exists as 2026-11-23.");
    field_set_number(field, object, maybe_of(day));
    return true;
}

static bool
set_time(struct arena *arena, const struct field *field, struct str text, void *object,
         struct wrong *wrong)
{
    usec_t moment;

    if (time_parse(text, &moment) != OK)
        return complain(wrong, "bad_time", arena,
                        "Write a moment with its zone as 2026-11-23T18:01:51Z.");
    field_set_number(field, object, maybe_of(moment));
    return true;
}

static bool
set_bool(struct arena *arena, const struct field *field, struct str text, void *object,
         struct wrong *wrong)
{
    bool truth = str_eq(text, STR("true"));

    if (!truth && !str_eq(text, STR("false")))
        return complain(wrong, "wrong_type", arena, "Use true or false.");
    field_set_number(field, object, maybe_of(truth));
    return true;
}

bool
scalar_set(struct arena *arena, const struct field *field, struct str text, void *object,
           struct wrong *ret_wrong)
{
    switch (field->kind) {
    case FIELD_ID:
    case FIELD_INT:
    case FIELD_DECIMAL:
    case FIELD_FRACTION:
    case FIELD_WEIGHT:
        return set_number(arena, field, text, object, ret_wrong);
    case FIELD_BOOL:
        return set_bool(arena, field, text, object, ret_wrong);
    case FIELD_TEXT:
        return set_text(arena, field, text, object, ret_wrong);
    case FIELD_TIME:
        return set_time(arena, field, text, object, ret_wrong);
    case FIELD_DAY:
        return set_day(arena, field, text, object, ret_wrong);
    case FIELD_ENUM:
        return set_choice(arena, field, text, object, ret_wrong);
    case FIELD_OBJECT:
    case FIELD_LIST:
    case FIELD_ID_LIST:
    case FIELD_TEXT_LIST:
        break;
    }
    return complain(ret_wrong, "wrong_type", arena, "This cannot be given as a text.");
}

/* White space, and the characters without width that make an empty text look like none. */
static bool
is_space(int32_t c)
{
    utf8proc_category_t category = utf8proc_category(c);

    if (c == '\n' || c == '\t' || c == '\r' || c == 0x200B || c == 0x2060 || c == 0xFEFF)
        return true;
    return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL ||
           category == UTF8PROC_CATEGORY_ZP;
}

/* The code point that begins at byte `at`, and its length. */
static int32_t
code_point(struct str text, size_t at, size_t *ret_len)
{
    utf8proc_int32_t c = 0;
    utf8proc_ssize_t len = utf8proc_iterate((const utf8proc_uint8_t *)text.ptr + at,
                                            (utf8proc_ssize_t)(text.len - at), &c);

    *ret_len = len > 0 ? (size_t)len : 1;
    return len > 0 ? c : 0;
}

struct str
scalar_trim(struct str text)
{
    size_t len;

    while (text.len > 0 && is_space(code_point(text, 0, &len)))
        text = str_slice(text, len, text.len);
    while (text.len > 0) {
        size_t at = text.len - 1;
        while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80)
            at--;
        if (!is_space(code_point(text, at, &len)))
            break;
        text.len = at;
    }
    return text;
}
