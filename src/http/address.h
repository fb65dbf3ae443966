/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Addresses of the internet and ranges of them. An IPv4 address is kept as its IPv6-mapped form
 * (::ffff:a.b.c.d), so that one comparison serves both.
 */
#ifndef KOERS_HTTP_ADDRESS_H
#define KOERS_HTTP_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"

#define ADDRESS_TEXT_MAX 46U /* with the terminating zero */

struct sockaddr;

struct address {
    uint8_t bytes[16];
};

struct address_range {
    struct address base;
    unsigned bits; /* how many of the 128 leading bits count */
};

/* "192.0.2.1", "2001:db8::1", "[2001:db8::1]", and, as proxies write them, with ":port" behind the
 * first and the last form; ERR_INVALID for anything else. */
enum err address_parse(struct str text, struct address *out) MUST_USE;

/* "10.0.0.0/8", "2001:db8::/32", or an address alone; ERR_INVALID for anything else, also when bits
 * behind the prefix are set, for that is a slip. */
enum err address_range_parse(struct str text, struct address_range *out) MUST_USE;

bool address_in(const struct address *address, const struct address_range *range);

/* Is the address in any of the ranges? */
bool address_in_any(const struct address *address, const struct address_range *ranges,
                    size_t count);

/* IPv4 or IPv6; an address of another family becomes "::". */
struct address address_from_socket(const struct sockaddr *socket_address);

/* "192.0.2.1" or "2001:db8::1"; returns a view of `text`. */
struct str address_format(const struct address *address, char text[static ADDRESS_TEXT_MAX]);

#endif
