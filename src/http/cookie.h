/* SPDX-License-Identifier: Apache-2.0 */
/* Cookies (RFC 6265): found in requests, written for answers. */
#ifndef KOERS_HTTP_COOKIE_H
#define KOERS_HTTP_COOKIE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/moment.h"
#include "base/str.h"

enum cookie_same_site { COOKIE_LAX, COOKIE_STRICT };

struct cookie {
    struct str name;
    struct str value;
    struct str path;  /* "no text": "/" */
    usec_t lifetime;  /* 0: until the browser closes; negative: the cookie is taken away */
    bool secure;      /* only over TLS; "__Host-" names need it */
    bool for_scripts; /* else HttpOnly, as nearly every cookie should be */
    enum cookie_same_site same_site;
};

/* The value of the first cookie of this name in a Cookie header, without double quotes around it;
 * "no text" when there is none. Browsers send the cookie of the longest path first. */
struct str cookie_find(struct str header, struct str name);

/* The value of a Set-Cookie header. ERR_INVALID when name, value or path has a character it may not
 * have; ERR_MEMORY when the arena is full. */
enum err cookie_format(struct arena *arena, const struct cookie *cookie, struct str *out) MUST_USE;

#endif
