/* SPDX-License-Identifier: Apache-2.0 */
#include "model/tzif.h"

#include "base/moment.h"

#define HEADER_LEN     44U
#define OFFSET_MAX     (26 * 3600) /* seconds, after the RFC */
#define RULE_HOURS_MAX 167         /* of the time of a change, after the RFC */
#define SECONDS_A_DAY  INT64_C(86400)

/* The counts of a header, in its order. */
enum count { COUNT_UT, COUNT_STD, COUNT_LEAP, COUNT_TIME, COUNT_TYPE, COUNT_CHAR, COUNT_LENGTH };

static uint64_t
big_endian(const char *bytes, size_t len)
{
    uint64_t value = 0;

    for (size_t i = 0; i < len; i++)
        value = value << 8 | (uint8_t)bytes[i];
    return value;
}

/* Cuts `len` bytes off the front; false when there are fewer. */
static bool
take_bytes(struct str *from, size_t len, struct str *out)
{
    if (from->len < len)
        return false;
    *out = str_slice(*from, 0, len);
    *from = str_slice(*from, len, from->len);
    return true;
}

static bool
take_header(struct str *from, size_t counts[COUNT_LENGTH])
{
    struct str header;

    if (!take_bytes(from, HEADER_LEN, &header) || !str_starts(header, STR("TZif")) ||
        header.ptr[4] < '2')
        return false;
    for (size_t i = 0; i < COUNT_LENGTH; i++) {
        counts[i] = big_endian(header.ptr + 20 + 4 * i, 4);
        if (counts[i] > TZIF_SIZE_MAX)
            return false;
    }
    return true;
}

/* The parts of a block that matter. */
struct block {
    struct str moments;
    struct str places; /* for each moment the place of its type */
    struct str types;  /* 6 bytes each: offset, summer or not, name */
};

static bool
take_block(struct str *from, const size_t counts[COUNT_LENGTH], size_t moment_size,
           struct block *out)
{
    struct str rest;

    return take_bytes(from, counts[COUNT_TIME] * moment_size, &out->moments) &&
           take_bytes(from, counts[COUNT_TIME], &out->places) &&
           take_bytes(from, counts[COUNT_TYPE] * 6, &out->types) &&
           take_bytes(from,
                      counts[COUNT_CHAR] + counts[COUNT_LEAP] * (moment_size + 4) +
                          counts[COUNT_STD] + counts[COUNT_UT],
                      &rest);
}

static bool
type_offset(const struct block *block, size_t place, int32_t *out)
{
    if (place >= block->types.len / 6)
        return false;
    *out = (int32_t)(uint32_t)big_endian(block->types.ptr + 6 * place, 4);
    return *out >= -OFFSET_MAX && *out <= OFFSET_MAX;
}

static enum err
read_moments(struct arena *arena, const struct block *block, struct tzif *out)
{
    size_t count = block->places.len;
    int64_t *moments = arena_array(arena, count, sizeof(*moments));
    int32_t *offsets = arena_array(arena, count, sizeof(*offsets));

    if (moments == NULL || offsets == NULL)
        return ERR_MEMORY;
    if (!type_offset(block, 0, &out->offset_first))
        return ERR_MALFORMED;
    for (size_t i = 0; i < count; i++) {
        moments[i] = (int64_t)big_endian(block->moments.ptr + 8 * i, 8);
        if ((i > 0 && moments[i] <= moments[i - 1]) ||
            !type_offset(block, (uint8_t)block->places.ptr[i], &offsets[i]))
            return ERR_MALFORMED;
    }
    out->moments = moments;
    out->offsets = offsets;
    out->count = count;
    return OK;
}

static bool
take_char(struct str *from, char c)
{
    if (from->len == 0 || from->ptr[0] != c)
        return false;
    *from = str_slice(*from, 1, from->len);
    return true;
}

/* One to three digits, at most `max`. */
static bool
take_int(struct str *from, int max, int *out)
{
    size_t n = 0;

    *out = 0;
    for (; n < from->len && n < 4 && from->ptr[n] >= '0' && from->ptr[n] <= '9'; n++)
        *out = *out * 10 + (from->ptr[n] - '0');
    *from = str_slice(*from, n, from->len);
    return n > 0 && n < 4 && *out <= max;
}

/* [+-]h[:mm[:ss]] in seconds. */
static bool
take_time(struct str *from, int hours_max, int *out)
{
    int hours;
    int minutes = 0;
    int seconds = 0;
    bool negative = take_char(from, '-');

    if (!negative)
        (void)take_char(from, '+');
    if (!take_int(from, hours_max, &hours))
        return false;
    if (take_char(from, ':') && !take_int(from, 59, &minutes))
        return false;
    if (take_char(from, ':') && !take_int(from, 59, &seconds))
        return false;
    *out = hours * 3600 + minutes * 60 + seconds;
    if (negative)
        *out = -*out;
    return true;
}

/* A name is letters, or anything between angle brackets. */
static bool
take_name(struct str *from)
{
    size_t n = 0;

    if (take_char(from, '<')) {
        (void)str_cut(*from, '>', from);
        return !str_is_null(*from);
    }
    while (n < from->len && ((from->ptr[n] >= 'A' && from->ptr[n] <= 'Z') ||
                             (from->ptr[n] >= 'a' && from->ptr[n] <= 'z')))
        n++;
    *from = str_slice(*from, n, from->len);
    return n >= 3;
}

/* POSIX counts offsets from the clock to UTC, west positive; we count the other way. */
static bool
take_offset(struct str *from, int32_t *out)
{
    int seconds;

    if (!take_time(from, OFFSET_MAX / 3600, &seconds))
        return false;
    *out = -seconds;
    return true;
}

static bool
take_date(struct str *from, struct tzif_date *out)
{
    bool fine;

    *out = (struct tzif_date){.seconds = 2 * 3600};
    if (!take_char(from, ','))
        return false;
    if (take_char(from, 'M')) {
        out->form = TZIF_MONTH_DAY;
        fine = take_int(from, 12, &out->month) && out->month > 0 && take_char(from, '.') &&
               take_int(from, 5, &out->week) && out->week > 0 && take_char(from, '.') &&
               take_int(from, 6, &out->day);
    } else if (take_char(from, 'J')) {
        out->form = TZIF_JULIAN;
        fine = take_int(from, 365, &out->day) && out->day > 0;
    } else {
        out->form = TZIF_ZERO_DAY;
        fine = take_int(from, 365, &out->day);
    }
    return fine && (!take_char(from, '/') || take_time(from, RULE_HOURS_MAX, &out->seconds));
}

static bool
read_rule(struct str rule, struct tzif *out)
{
    if (rule.len == 0)
        return true;
    out->has_rule = true;
    if (!take_name(&rule) || !take_offset(&rule, &out->offset_standard))
        return false;
    if (rule.len == 0)
        return true;
    out->has_summer = true;
    out->offset_summer = out->offset_standard + 3600;
    if (!take_name(&rule))
        return false;
    if (rule.len > 0 && rule.ptr[0] != ',' && !take_offset(&rule, &out->offset_summer))
        return false;
    return take_date(&rule, &out->summer_start) && take_date(&rule, &out->summer_end) &&
           rule.len == 0;
}

enum err
tzif_read(struct arena *arena, struct str file, struct tzif *out)
{
    size_t counts[COUNT_LENGTH];
    struct block block;
    struct str rest;

    *out = (struct tzif){0};
    if (file.len > TZIF_SIZE_MAX)
        return ERR_MALFORMED;
    /* First comes a block of 32 bits for readers of long ago. */
    if (!take_header(&file, counts) || !take_block(&file, counts, /* moment_size= */ 4, &block))
        return ERR_MALFORMED;
    if (!take_header(&file, counts) || !take_block(&file, counts, /* moment_size= */ 8, &block))
        return ERR_MALFORMED;
    TRY(read_moments(arena, &block, out));
    if (!take_char(&file, '\n') || !read_rule(str_cut(file, '\n', &rest), out) || str_is_null(rest))
        return ERR_MALFORMED;
    return OK;
}

/* The day a change falls on in a year. */
static day_t
date_in(const struct tzif_date *date, int year)
{
    day_t first_of_year = day_from_civil(year, 1, 1);

    if (date->form == TZIF_ZERO_DAY)
        return first_of_year + date->day;
    if (date->form == TZIF_JULIAN) {
        bool leap = day_from_civil(year, 3, 1) - day_from_civil(year, 2, 28) == 2;
        return first_of_year + date->day - 1 + (leap && date->day > 59);
    }
    day_t first = day_from_civil(year, date->month, 1);
    day_t next = date->month == 12 ? day_from_civil(year + 1, 1, 1)
                                   : day_from_civil(year, date->month + 1, 1);
    day_t day = first + (date->day - day_weekday(first) + 7) % 7 + 7 * (date->week - 1);
    return day < next ? day : day - 7;
}

static int64_t
change_in(const struct tzif_date *date, int year, int32_t offset_before)
{
    return date_in(date, year) * SECONDS_A_DAY + date->seconds - offset_before;
}

static int32_t
rule_offset(const struct tzif *tzif, int64_t second)
{
    int year;
    int month;
    int day;

    if (!tzif->has_summer)
        return tzif->offset_standard;
    day_to_civil(day_of((second + tzif->offset_standard) * USEC_PER_SEC), &year, &month, &day);
    int64_t start = change_in(&tzif->summer_start, year, tzif->offset_standard);
    int64_t end = change_in(&tzif->summer_end, year, tzif->offset_summer);
    bool is_summer =
        start < end ? second >= start && second < end : second >= start || second < end;
    return is_summer ? tzif->offset_summer : tzif->offset_standard;
}

int32_t
tzif_offset(const struct tzif *tzif, int64_t second)
{
    size_t low = 0;
    size_t high = tzif->count;

    /* `low` becomes the number of moments that are not later. */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (tzif->moments[middle] <= second)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return tzif->count == 0 && tzif->has_rule ? rule_offset(tzif, second) : tzif->offset_first;
    if (low == tzif->count && tzif->has_rule)
        return rule_offset(tzif, second);
    return tzif->offsets[low - 1];
}
