/* SPDX-License-Identifier: Apache-2.0 */
/* The request target (RFC 9112, 3.2) taken apart: path, its decoded segments, query. */
#ifndef KOERS_HTTP_TARGET_H
#define KOERS_HTTP_TARGET_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

#define HTTP_SEGMENTS_MAX 32U /* a deeper path is refused */

struct http_target {
    struct str path;            /* as sent, still encoded, beginning with '/'; or "*" */
    const struct str *segments; /* "/a/b%20c" is "a", "b c"; "/" has none; "/a/" is "a", "" */
    size_t segment_count;
    struct str query; /* as sent, without '?'; "no text" when there was no '?' */
};

/* Reads the origin form ("/path?query"), the absolute form of proxies (whose scheme and authority
 * are dropped) and "*". The views of `out` point into `text` and the arena. ERR_MALFORMED for
 * another form, a control or non-ASCII byte, bad encoding, dot segments and too many segments. */
enum err http_target_parse(struct arena *arena, struct str text, struct http_target *out) MUST_USE;

#endif
