/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Values in PostgreSQL's binary form: integers are big-endian; a numeric, as sum() over BIGINT
 * gives, is a count of digits to base 10000, the weight of the first, a sign and the digits; an
 * array is how many dimensions, whether there are nulls, the type of its items, for each dimension
 * how many and the number of the first, and the items, each with its length.
 */
#include <endian.h>

#include "db/postgres.h"

/* From the catalogue pg_type; they never change. */
enum { OID_BOOL = 16, OID_NAME = 19, OID_INT8 = 20, OID_INT2 = 21, OID_INT4 = 23, OID_TEXT = 25 };
enum { OID_BPCHAR = 1042, OID_VARCHAR = 1043, OID_NUMERIC = 1700 };
enum { OID_TEXT_ARRAY = 1009, OID_INT8_ARRAY = 1016 };

#define NUMERIC_BASE     10000
#define NUMERIC_NEGATIVE 0x4000
#define NUMERIC_POSITIVE 0

Oid
postgres_oid(enum value_kind kind)
{
    static const Oid oids[] = {
        [VALUE_INT] = OID_INT8,
        [VALUE_BOOL] = OID_BOOL,
        [VALUE_TEXT] = OID_TEXT,
        [VALUE_INT_LIST] = OID_INT8_ARRAY,
        [VALUE_TEXT_LIST] = OID_TEXT_ARRAY,
    };

    return oids[kind];
}

static void
append_32(struct buf *out, uint32_t number)
{
    uint32_t bytes = htobe32(number);

    buf_append(out, (const char *)&bytes, sizeof(bytes));
}

static void
append_64(struct buf *out, int64_t number)
{
    uint64_t bytes = htobe64((uint64_t)number);

    buf_append(out, (const char *)&bytes, sizeof(bytes));
}

void
postgres_array(struct buf *out, const struct value *list)
{
    bool is_empty = list->number == 0;

    append_32(out, is_empty ? 0 : 1);
    append_32(out, 0);
    append_32(out, list->kind == VALUE_TEXT_LIST ? OID_TEXT : OID_INT8);
    if (is_empty)
        return;
    append_32(out, (uint32_t)list->number);
    append_32(out, 1);
    for (int64_t i = 0; i < list->number; i++) {
        const struct value *item = &list->items[i];
        bool is_text = list->kind == VALUE_TEXT_LIST;
        append_32(out, is_text ? (uint32_t)item->text.len : sizeof(item->number));
        if (is_text)
            buf_append_str(out, item->text);
        else
            append_64(out, item->number);
    }
}

bool
postgres_oid_is(Oid oid, enum value_kind kind)
{
    switch (oid) {
    case OID_BOOL:
        return kind == VALUE_BOOL;
    case OID_INT2:
    case OID_INT4:
    case OID_INT8:
    case OID_NUMERIC:
        /* CASE … THEN 1 ELSE 0 END is a number that stands for a boolean. */
        return kind != VALUE_TEXT;
    case OID_TEXT:
    case OID_VARCHAR:
    case OID_BPCHAR:
    case OID_NAME:
        return kind == VALUE_TEXT;
    default:
        return false;
    }
}

static int64_t
big_endian(const char *bytes, int len)
{
    /* The sign is that of the first byte. */
    uint64_t value = (signed char)bytes[0] < 0 ? UINT64_MAX : 0;

    for (int i = 0; i < len; i++)
        value = value << 8 | (unsigned char)bytes[i];
    return (int64_t)value;
}

static enum err
numeric_number(const char *bytes, int len, int64_t *out)
{
    if (len < 8)
        return ERR_CORRUPT;
    int count = (int)big_endian(bytes, 2);
    int weight = (int)big_endian(bytes + 2, 2);
    int sign = (int)big_endian(bytes + 4, 2);
    int64_t value = 0;

    if ((sign != NUMERIC_POSITIVE && sign != NUMERIC_NEGATIVE) || len != 8 + 2 * count)
        return ERR_CORRUPT;
    for (int i = 0; i <= weight || i < count; i++) {
        int64_t digit = i < count ? big_endian(bytes + 8 + 2 * i, 2) : 0;
        if (i > weight && digit == 0)
            continue;
        /* Towards the sign, so that the smallest number has its place. */
        if (i > weight || __builtin_mul_overflow(value, NUMERIC_BASE, &value) ||
            __builtin_add_overflow(value, sign == NUMERIC_POSITIVE ? digit : -digit, &value))
            return ERR_CORRUPT;
    }
    *out = value;
    return OK;
}

enum err
postgres_number(Oid oid, const char *bytes, int len, int64_t *out)
{
    switch (oid) {
    case OID_BOOL:
        if (len != 1)
            return ERR_CORRUPT;
        *out = bytes[0] != 0;
        return OK;
    case OID_INT2:
    case OID_INT4:
    case OID_INT8:
        if (len != 2 && len != 4 && len != 8)
            return ERR_CORRUPT;
        *out = big_endian(bytes, len);
        return OK;
    case OID_NUMERIC:
        return numeric_number(bytes, len, out);
    default:
        return ERR_CORRUPT;
    }
}
