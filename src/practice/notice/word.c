/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/notice/word.h"

#include "base/buf.h"

#define SENTENCE_MAX (16U << 10)
#define FULL         INT64_C(1000000)

struct str
word_line(enum language language, enum notice_words_list word, size_t at)
{
    const struct notice_words_lines *lines =
        &notice_words_lists[language == LANGUAGE_NL ? 1 : 0][word];

    return lines->items[at < lines->count ? at : lines->count - 1];
}

static struct str
fill(struct arena *arena, struct str pattern, const struct str *values, size_t count)
{
    struct buf out;

    buf_init(&out, SENTENCE_MAX);
    for (size_t i = 0; i < pattern.len; i++) {
        const char *at = pattern.ptr + i;
        if (i + 2 < pattern.len && at[0] == '{' && at[2] == '}' && at[1] >= '0' &&
            (size_t)(at[1] - '0') < count) {
            buf_append_str(&out, values[at[1] - '0']);
            i += 2;
        } else {
            buf_append_char(&out, *at);
        }
    }
    struct str whole = str_copy(arena, buf_str(&out));
    buf_release(&out);
    return whole;
}

struct str
word_say(struct arena *arena, enum language language, enum notice_words_list word, struct str first,
         struct str second, struct str third)
{
    return fill(arena, word_line(language, word, 0), (struct str[]){first, second, third}, 3);
}

struct str
word_plain(enum language language, enum notice_words_list word)
{
    return word_line(language, word, 0);
}

struct str
word_count(struct arena *arena, enum language language, enum notice_words_list word, int64_t count,
           struct str second)
{
    struct str number = str_fmt(arena, "%lld", (long long)count);

    return fill(arena, word_line(language, word, count == 1 ? 0 : 1),
                (struct str[]){number, second}, 2);
}

struct str
word_day(struct arena *arena, enum language language, day_t day, day_t today)
{
    int year;
    int month;
    int date;

    if (day == today || day == today + 1)
        return word_plain(language, day == today ? WORD_TODAY : WORD_TOMORROW);
    day_to_civil(day, &year, &month, &date);
    struct str weekday = word_line(language, WORD_WEEKDAY, (size_t)day_weekday(day) - 1);
    struct str name = word_line(language, WORD_MONTH, (size_t)month - 1);
    return str_fmt(arena, "%.*s %d %.*s", STR_FMT(weekday), date, STR_FMT(name));
}

struct str
word_percent(struct arena *arena, fraction_t value)
{
    fraction_t clipped = value < 0 ? 0 : value > FULL ? FULL : value;
    int64_t whole = (clipped + 5000) / 10000;

    return str_fmt(arena, "%lld%%", (long long)(whole == 100 && value < FULL ? 99 : whole));
}
