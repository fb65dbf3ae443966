/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/exchange/intake_cell.h"

#include <stdint.h>
#include <stdio.h>

#include "practice/exchange/number.h"

#define ANCHOR_MAX   200U /* bytes of one `(weight: …, Id: …)` */
#define EXACT_PLACES 9    /* decimals read before rounding; more cannot matter */

/* ---- finding ------------------------------------------------------------------------------------
 */

#define NOWHERE SIZE_MAX

static size_t
find(struct str text, struct str needle, size_t from)
{
    if (text.len == 0 || from > text.len)
        return NOWHERE;
    const char *hit = memmem(text.ptr + from, text.len - from, needle.ptr, needle.len);
    return hit != NULL ? (size_t)(hit - text.ptr) : NOWHERE;
}

static size_t
find_last(struct str text, struct str needle)
{
    size_t last = NOWHERE;

    for (size_t at = find(text, needle, 0); at != NOWHERE; at = find(text, needle, at + 1))
        last = at;
    return last;
}

static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t
skip_space(struct str text, size_t at)
{
    while (at < text.len && is_space(text.ptr[at]))
        at++;
    return at;
}

/* Room for one more item of an array; NULL beyond CELL_ITEMS_MAX or the arena. */
static void *
grow(struct arena *arena, void *items, size_t count, size_t size)
{
    if (count >= CELL_ITEMS_MAX)
        return NULL;
    return arena_more(arena, items, count, size);
}

static enum err
too_many(const struct arena *arena)
{
    TRY(arena_failed(arena));
    return ERR_TOO_LARGE;
}

/* ---- links --------------------------------------------------------------------------------------
 */

/* A `(weight: …)` as it stands in the cell. */
struct anchor {
    size_t begin; /* of its bracket */
    size_t end;   /* behind its bracket */
    struct str weight;
    struct str key;
};

/* Reads an anchor at `at`; it counts only where the cell ends behind it, or a separator follows. */
static bool
anchor_at(struct str cell, size_t at, struct anchor *out)
{
    static const struct str head = {"(weight:", 8};
    size_t close = find(str_slice(cell, 0, at + ANCHOR_MAX), STR(")"), at);

    if (close == NOWHERE)
        return false;
    size_t next = skip_space(cell, close + 1);
    bool apart = next == cell.len || cell.ptr[next] == ',' || cell.ptr[next] == ';' ||
                 (close + 1 < cell.len && cell.ptr[close + 1] == '\n');
    if (!apart)
        return false;
    struct str inside = str_slice(cell, at + head.len, close - at - head.len);
    size_t comma = find(inside, STR(", Id:"), 0);
    out->begin = at;
    out->end = close + 1;
    out->key = (struct str){0};
    out->weight = str_trim(inside);
    if (comma != NOWHERE) {
        out->weight = str_trim(str_slice(inside, 0, comma));
        out->key = str_trim(str_slice(inside, comma + 5, inside.len));
    }
    return true;
}

/* The next anchor from `from` on; with `keyed` only one that names an Id. */
static bool
anchor_next(struct str cell, size_t from, bool keyed, struct anchor *out)
{
    for (size_t at = find(cell, STR("(weight:"), from); at != NOWHERE;
         at = find(cell, STR("(weight:"), at + 1))
        if (anchor_at(cell, at, out) && (!keyed || out->key.len > 0))
            return true;
    return false;
}

static enum err
link_read(const struct anchor *anchor, struct str title, struct cell_link *out)
{
    int64_t weight = 0;

    *out = (struct cell_link){.title = str_trim(title), .key = anchor->key};
    if (cell_number(anchor->weight, WEIGHT_PLACES, &weight) != OK)
        return ERR_MALFORMED;
    if (weight < 0 || weight > WEIGHT_MAX)
        return ERR_INVALID;
    out->weight = weight;
    return OK;
}

enum err
cell_links(struct arena *arena, struct str cell, struct cell_link_list *out)
{
    struct anchor anchor;
    bool keyed = anchor_next(cell, 0, /* keyed= */ true, &anchor);
    size_t at = skip_space(cell, 0);

    *out = (struct cell_link_list){0};
    while (at < cell.len && anchor_next(cell, at, keyed, &anchor)) {
        out->items = grow(arena, out->items, out->count, sizeof(*out->items));
        if (out->items == NULL)
            return too_many(arena);
        TRY(link_read(&anchor, str_slice(cell, at, anchor.begin - at), &out->items[out->count]));
        out->count++;
        at = skip_space(cell, anchor.end);
        if (at < cell.len && (cell.ptr[at] == ',' || cell.ptr[at] == ';'))
            at = skip_space(cell, at + 1);
    }
    return at < cell.len ? ERR_MALFORMED : OK;
}

/* ---- check-ins ----------------------------------------------------------------------------------
 */

static const struct str record_head = {"Checkin Date:", 13};

/* Where the record that begins at `at` ends: behind the last ';' before the next record, or the
 * end. */
static size_t
record_end(struct str cell, size_t at)
{
    static const struct str tail = {" UTC;", 5};

    for (size_t end = find(cell, tail, at); end != NOWHERE; end = find(cell, tail, end + 1)) {
        size_t next = skip_space(cell, end + tail.len);
        if (next == cell.len || str_starts(str_slice(cell, next, cell.len), record_head))
            return end + tail.len;
    }
    return NOWHERE;
}

/* Takes `name` and what follows off the end of `text`. */
static bool
take_last(struct str *text, struct str name, struct str *out)
{
    size_t at = find_last(*text, name);

    if (at == NOWHERE)
        return false;
    *out = str_trim(str_slice(*text, at + name.len, text->len));
    *text = str_slice(*text, 0, at);
    return true;
}

/* Takes what stands before `name` off the front of `text`, and the name. */
static bool
take_first(struct str *text, struct str name, struct str *out)
{
    size_t at = find(*text, name, 0);

    if (at == NOWHERE)
        return false;
    *out = str_trim(str_slice(*text, 0, at));
    *text = str_slice(*text, at + name.len, text->len);
    return true;
}

/* `text` is one record without its last semicolon. */
static bool
record_read(struct str text, struct cell_record *out)
{
    text = str_slice(text, record_head.len, text.len);
    if (!take_last(&text, STR("; Activity Date:"), &out->at) ||
        !take_last(&text, STR("; Current Value:"), &out->value) ||
        !take_last(&text, STR("; Status:"), &out->status) ||
        !take_last(&text, STR("; Metric Name:"), &out->metric) ||
        !take_first(&text, STR("; User:"), &out->day) ||
        !take_first(&text, STR("; Note:"), &out->user))
        return false;
    out->note = str_trim(text);
    return true;
}

enum err
cell_records(struct arena *arena, struct str cell, struct cell_record_list *out)
{
    size_t at = skip_space(cell, 0);

    *out = (struct cell_record_list){0};
    while (at < cell.len) {
        size_t end = record_end(cell, at);
        if (end == NOWHERE || !str_starts(str_slice(cell, at, cell.len), record_head))
            return ERR_MALFORMED;
        out->items = grow(arena, out->items, out->count, sizeof(*out->items));
        if (out->items == NULL)
            return too_many(arena);
        if (!record_read(str_slice(cell, at, end - 1 - at), &out->items[out->count]))
            return ERR_MALFORMED;
        out->count++;
        at = skip_space(cell, end);
    }
    return OK;
}

/* ---- names, days, times, numbers ----------------------------------------------------------------
 */

static bool
has_name(const struct cell_name_list *names, struct str name)
{
    for (size_t i = 0; i < names->count; i++)
        if (str_eq(names->items[i], name))
            return true;
    return false;
}

enum err
cell_names(struct arena *arena, struct str cell, char separator, struct cell_name_list *out)
{
    *out = (struct cell_name_list){0};
    for (struct str rest = cell; rest.ptr != NULL;) {
        struct str name = str_trim(str_cut(rest, separator, &rest));
        if (name.len == 0 || has_name(out, name))
            continue;
        out->items = grow(arena, out->items, out->count, sizeof(*out->items));
        if (out->items == NULL)
            return too_many(arena);
        out->items[out->count++] = name;
    }
    return OK;
}

void
cell_person(struct str text, struct str *ret_name, struct str *ret_mark)
{
    size_t open = find_last(text, STR("<"));

    *ret_name = text;
    *ret_mark = (struct str){0};
    if (open == NOWHERE || !str_ends(text, STR(">")))
        return;
    struct str mark = str_trim(str_slice(text, open + 1, text.len - open - 2));
    if (mark.len == 0)
        return;
    *ret_name = str_trim(str_slice(text, 0, open));
    *ret_mark = mark;
}

#define DAY_LEN 10U /* "2018-04-01" */

enum err
cell_day(struct str cell, day_t *out)
{
    cell = str_trim(cell);
    if (cell.len == 0)
        return ERR_NOT_FOUND;
    if (cell.len > DAY_LEN && cell.ptr[DAY_LEN] != ' ' && cell.ptr[DAY_LEN] != 'T')
        return ERR_INVALID;
    return day_parse(str_slice(cell, 0, DAY_LEN), out) == OK ? OK : ERR_INVALID;
}

enum err
cell_time(struct str cell, usec_t *out)
{
    char text[40];
    day_t day;

    cell = str_trim(cell);
    TRY(cell_day(cell, &day));
    struct str clock = str_trim(str_slice(cell, DAY_LEN, cell.len));
    if (clock.len > 0 && clock.ptr[0] == 'T')
        clock = str_slice(clock, 1, clock.len);
    if (str_ends(clock, STR("UTC")))
        clock = str_trim(str_slice(clock, 0, clock.len - 3));
    else if (str_ends(clock, STR("Z")))
        clock = str_slice(clock, 0, clock.len - 1);
    if (clock.len == 0) {
        *out = day * USEC_PER_DAY;
        return OK;
    }
    const char *seconds = clock.len == 5 ? ":00" : "";
    int len = snprintf(text, sizeof(text), "%.*sT%.*s%sZ", (int)DAY_LEN, cell.ptr, STR_FMT(clock),
                       seconds);
    if (len < 0 || (size_t)len >= sizeof(text))
        return ERR_INVALID;
    return time_parse((struct str){.ptr = text, .len = (size_t)len}, out) == OK ? OK : ERR_INVALID;
}

/* Without the decimals beyond EXACT_PLACES and what stands behind them (a percent sign). */
static struct str
shorten(struct str cell)
{
    size_t point = find_last(cell, STR("."));
    size_t end = point == NOWHERE ? cell.len : point + 1;

    while (point != NOWHERE && end < cell.len && end <= point + EXACT_PLACES &&
           cell.ptr[end] >= '0' && cell.ptr[end] <= '9')
        end++;
    return str_slice(cell, 0, end);
}

enum err
cell_number(struct str cell, int places, int64_t *out)
{
    int64_t value = 0;
    int64_t divisor = 1;
    enum err err = number_read_cell(cell, '.', places, &value);

    if (err == ERR_INVALID) {
        TRY(number_read_cell(shorten(cell), '.', EXACT_PLACES, &value));
        for (int i = places; i < EXACT_PLACES; i++)
            divisor *= 10;
        err = muldiv_round(value, 1, divisor, &value);
    }
    TRY(err);
    *out = value;
    return OK;
}

static char
plain(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c + ('a' - 'A'));
    return c == '_' || c == '-' ? ' ' : c;
}

bool
cell_is(struct str cell, const char *words)
{
    struct str want = str_from(words);

    if (cell.len != want.len)
        return false;
    for (size_t i = 0; i < cell.len; i++)
        if (plain(cell.ptr[i]) != plain(want.ptr[i]))
            return false;
    return true;
}

uint64_t
cell_hash(uint64_t hash, struct str text)
{
    const uint64_t prime = UINT64_C(0x100000001b3);

    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.ptr[i]) * prime;
    for (size_t len = text.len, i = 0; i < sizeof(len); i++, len >>= 8)
        hash = (hash ^ (len & 0xff)) * prime;
    return hash;
}

uint64_t
cell_hash_kind(int kind)
{
    const char byte = (char)kind;

    return cell_hash(CELL_HASH_BEGIN, (struct str){.ptr = &byte, .len = 1});
}
