/* SPDX-License-Identifier: Apache-2.0 */
#include "json/records.h"

void
json_records_init(struct json_records *records,
                  enum err (*take)(void *arg, struct str text, int64_t number), void *arg)
{
    *records = (struct json_records){.take = take, .arg = arg, .may_end = true};
    buf_init(&records->text, JSON_RECORD_MAX);
}

void
json_records_release(struct json_records *records)
{
    buf_release(&records->text);
}

static enum err
wrong(struct json_records *records, const char *what)
{
    records->wrong = what;
    return ERR_MALFORMED;
}

static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* One byte outside of all objects. */
static enum err
step_outside(struct json_records *records, char c)
{
    if (is_space(c))
        return OK;
    if (records->state == RECORDS_DONE)
        return wrong(records, "something stands behind the end of its array");
    if (c == '{' && (records->state != RECORDS_BETWEEN || !records->is_array)) {
        records->state = RECORDS_INSIDE;
        records->depth = 1;
        buf_append_char(&records->text, c);
    } else if (c == '[' && records->state == RECORDS_BEGIN) {
        records->is_array = true;
        records->state = RECORDS_WANT;
    } else if (c == ',' && records->is_array && records->state == RECORDS_BETWEEN) {
        records->state = RECORDS_WANT;
        records->may_end = false;
    } else if (c == ']' && records->is_array && records->may_end) {
        records->state = RECORDS_DONE;
    } else {
        return wrong(records, "an object was expected");
    }
    return OK;
}

static enum err
take(struct json_records *records)
{
    records->state = RECORDS_BETWEEN;
    records->may_end = true;
    records->count++;
    enum err err = records->take(records->arg, buf_str(&records->text), records->count);
    buf_clear(&records->text);
    return err;
}

/* One byte of an object; brackets that do not match are found when it is read. */
static enum err
step_inside(struct json_records *records, char c)
{
    buf_append_char(&records->text, c);
    if (records->state == RECORDS_ESCAPE)
        records->state = RECORDS_STRING;
    else if (records->state == RECORDS_STRING)
        records->state = c == '"' ? RECORDS_INSIDE : c == '\\' ? RECORDS_ESCAPE : RECORDS_STRING;
    else if (c == '"')
        records->state = RECORDS_STRING;
    else if (c == '{' || c == '[')
        records->depth++;
    else if ((c == '}' || c == ']') && --records->depth == 0)
        return buf_failed(&records->text) == OK ? take(records) : OK;
    return OK;
}

static struct str
without_mark(const struct json_records *records, struct str bytes)
{
    static const struct str mark = {"\xef\xbb\xbf", 3};

    return records->state == RECORDS_BEGIN && str_starts(bytes, mark)
               ? str_slice(bytes, mark.len, bytes.len)
               : bytes;
}

enum err
json_records_feed(struct json_records *records, struct str bytes)
{
    bytes = without_mark(records, bytes);
    for (size_t i = 0; i < bytes.len; i++) {
        bool inside = records->state == RECORDS_INSIDE || records->state == RECORDS_STRING ||
                      records->state == RECORDS_ESCAPE;
        TRY(inside ? step_inside(records, bytes.ptr[i]) : step_outside(records, bytes.ptr[i]));
        if (buf_failed(&records->text) != OK) {
            records->wrong = "an object of more than 16 MiB";
            return ERR_TOO_LARGE;
        }
    }
    return OK;
}

enum err
json_records_end(struct json_records *records)
{
    bool fine = records->state == RECORDS_DONE || records->state == RECORDS_BEGIN ||
                (records->state == RECORDS_BETWEEN && !records->is_array);

    return fine ? OK : wrong(records, "it ends in the middle; the file is cut off");
}
