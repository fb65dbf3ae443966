/* SPDX-License-Identifier: Apache-2.0 */
#include "edge/etag.h"

#include <endian.h>

#define LANES  4U
#define STRIDE (LANES * sizeof(uint64_t))

/* The product of both, its upper half folded onto the lower one: each bit depends on all. */
static uint64_t
fold(uint64_t a, uint64_t b)
{
    unsigned __int128 product = (unsigned __int128)a * b;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static const uint64_t key[LANES] = {UINT64_C(0xa0761d6478bd642f), UINT64_C(0xe7037ed1a0b428db),
                                    UINT64_C(0x8ebc6af09c88c6e3), UINT64_C(0x589965cc75374cc3)};

/* Takes one stride in, two lanes side by side. */
static void
take(uint64_t state[2], const char *bytes)
{
    uint64_t word[LANES];

    memcpy(word, bytes, STRIDE);
    state[0] = fold(le64toh(word[0]) ^ key[1], le64toh(word[1]) ^ state[0]);
    state[1] = fold(le64toh(word[2]) ^ key[2], le64toh(word[3]) ^ state[1]);
}

/* A checksum, equal on every server. Every answer computes one, so it takes 32 bytes a step; after
 * wyhash (public domain), without its seed. It is no guard against those who make texts to fit:
 * all they gain is a reader who keeps an old page. */
static uint64_t
checksum(struct str body)
{
    uint64_t state[2] = {body.len ^ key[0], key[3]};
    char rest[STRIDE] = {0};
    size_t at = 0;

    for (; body.len - at >= STRIDE; at += STRIDE)
        take(state, body.ptr + at);
    memcpy(rest, body.ptr + at, body.len - at);
    take(state, rest);
    return fold(state[0] ^ key[1], state[1] ^ key[2]);
}

struct str
etag_of(struct arena *arena, struct maybe version, struct str body)
{
    unsigned long long number = checksum(body);

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
