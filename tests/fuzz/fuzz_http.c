/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a request brings beside its body: target, query, cookies, addresses, lists of entity tags
 * and codings. The first byte picks the reader. Decoded texts must be UTF-8 without control
 * characters.
 */
#include <stdint.h>
#include <stdlib.h>

#include "http/accept.h"
#include "http/address.h"
#include "http/cookie.h"
#include "http/query.h"
#include "http/target.h"

int LLVMFuzzerTestOneInput(const uint8_t *ptr, size_t len);

static void
must(bool holds)
{
    if (!holds)
        abort();
}

static void
check_decoded(struct str text)
{
    must(str_is_utf8(text));
    for (size_t i = 0; i < text.len; i++)
        must((unsigned char)text.ptr[i] >= ' ' && text.ptr[i] != 0x7F);
}

static void
check_target(struct arena *arena, struct str text)
{
    struct http_target target;

    if (http_target_parse(arena, text, &target) != OK)
        return;
    must(target.path.len > 0);
    must(target.segment_count <= HTTP_SEGMENTS_MAX);
    for (size_t i = 0; i < target.segment_count; i++) {
        check_decoded(target.segments[i]);
        must(!str_eq(target.segments[i], STR("..")));
    }
}

static void
check_query(struct arena *arena, struct str text)
{
    struct http_query query;

    if (http_query_parse(arena, text, &query) != OK)
        return;
    must(query.count <= QUERY_PAIRS_MAX);
    for (size_t i = 0; i < query.count; i++) {
        check_decoded(query.pairs[i].name);
        check_decoded(query.pairs[i].value);
    }
}

/* What is accepted must be written and read back as the same. */
static void
check_address(struct str text)
{
    char written[ADDRESS_TEXT_MAX];
    struct address address;
    struct address again;
    struct address_range range;

    if (address_parse(text, &address) == OK) {
        must(address_parse(address_format(&address, written), &again) == OK);
        must(memcmp(&address, &again, sizeof(address)) == 0);
    }
    if (address_range_parse(text, &range) == OK)
        must(range.bits <= 128 && address_in(&range.base, &range));
}

static void
check_tags(struct str text)
{
    int64_t version = 0;

    if (if_match_version(text, &version) == OK)
        must(version >= -1);
    must(!accept_has(text, STR("\"no, such\ttag\"")) || text.len > 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *ptr, size_t len)
{
    struct arena arena;

    if (len == 0)
        return 0;
    struct str text = {.ptr = (const char *)ptr + 1, .len = len - 1};
    arena_init(&arena, ARENA_CEILING_USUAL);
    switch (ptr[0]) {
    case 't':
        check_target(&arena, text);
        break;
    case 'q':
        check_query(&arena, text);
        break;
    case 'c':
        must(cookie_find(text, STR("session")).len <= text.len);
        break;
    case 'a':
        check_address(text);
        break;
    case 'm':
        check_tags(text);
        break;
    case 'e':
        (void)accept_coding(text, CODING_GZIP | CODING_BR);
        break;
    default:
        break;
    }
    arena_release(&arena);
    return 0;
}
