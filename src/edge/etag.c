/* SPDX-License-Identifier: Apache-2.0 */
#include "edge/etag.h"

#include <sodium.h>

struct str
etag_of(struct arena *arena, struct maybe version, struct str body)
{
    /* A fixed key: the tag is a checksum, not a secret, and must be equal on every server. */
    static const unsigned char key[crypto_shorthash_KEYBYTES] = "koers-etag-hash";
    unsigned char hash[crypto_shorthash_BYTES];
    unsigned long long number = 0;

    (void)crypto_shorthash(hash, (const unsigned char *)body.ptr, body.len, key);
    for (size_t i = 0; i < sizeof(hash); i++)
        number = number << 8 | hash[i];
    if (version.has)
        return str_fmt(arena, "\"%lld-%016llx\"", (long long)version.value, number);
    return str_fmt(arena, "\"%016llx\"", number);
}

struct maybe
etag_version(const struct op *op, const void *out)
{
    if (op->out == NULL || (op->flags & OP_PAGE) != 0)
        return maybe_none();
    for (size_t i = 0; i < op->out->field_count; i++)
        if ((op->out->fields[i].flags & FIELD_ETAG) != 0)
            return field_number(&op->out->fields[i], out);
    return maybe_none();
}
