/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/exchange/intake_reading.h"

void
reading_doubt(struct reading_row *r, enum intake_column column, const char *format, ...)
{
    va_list args;

    if (r->out->doubt_count == INTAKE_DOUBT_MAX)
        return;
    va_start(args, format);
    struct str reason = str_vfmt(r->arena, format, args);
    va_end(args);
    r->out->doubts[r->out->doubt_count++] =
        (struct intake_doubt){.column = column, .reason = str_is_null(reason) ? STR("") : reason};
}

void
reading_refuse(struct reading_row *r, enum intake_column column, const char *reason)
{
    if (r->out->doubt_count == INTAKE_DOUBT_MAX)
        r->out->doubt_count--;
    reading_doubt(r, column, "%s", reason);
    r->out->refused = true;
}

struct str
reading_cut(struct str text, size_t max)
{
    size_t end = 0;
    size_t count = 0;

    while (end < text.len) {
        if (((unsigned char)text.ptr[end] & 0xc0) != 0x80 && count++ == max)
            break;
        end++;
    }
    return str_slice(text, 0, end);
}

struct str
reading_text(struct reading_row *r, enum intake_column column, size_t max)
{
    struct str whole = reading_cell(r, column);
    struct str kept = reading_cut(whole, max);

    if (whole.len == 0)
        return (struct str){0};
    if (kept.len < whole.len)
        reading_doubt(r, column, "Longer than %zu characters; the rest was left out.", max);
    return kept;
}

void
reading_day(struct reading_row *r, enum intake_column column, struct maybe *out)
{
    day_t day;
    enum err err = cell_day(reading_cell(r, column), &day);

    if (err == OK)
        *out = maybe_of(day);
    else if (err != ERR_NOT_FOUND)
        reading_doubt(r, column, "\"%.*s\" is no day of the form 2018-04-01; left out.",
                      STR_FMT(reading_cut(reading_cell(r, column), READING_UNIT_MAX)));
}

void
reading_number(struct reading_row *r, enum intake_column column, int places, struct maybe *out)
{
    int64_t value;
    enum err err = cell_number(reading_cell(r, column), places, &value);

    if (err == OK)
        *out = maybe_of(value);
    else if (err != ERR_NOT_FOUND)
        reading_doubt(r, column, "\"%.*s\" is no number that can be kept; left out.",
                      STR_FMT(reading_cut(reading_cell(r, column), READING_UNIT_MAX)));
}

enum own_status
reading_own_status(struct str status)
{
    if (cell_is(status, "on track"))
        return OWN_STATUS_ON_TRACK;
    if (cell_is(status, "behind"))
        return OWN_STATUS_BEHIND;
    return cell_is(status, "at risk") ? OWN_STATUS_AT_RISK : OWN_STATUS_NULL;
}
