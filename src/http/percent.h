/* SPDX-License-Identifier: Apache-2.0 */
/* Percent-encoding (RFC 3986, 2.1), read strictly: nobody guesses what a broken escape meant. */
#ifndef KOERS_HTTP_PERCENT_H
#define KOERS_HTTP_PERCENT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* Decodes `text`; with `plus_is_space` as forms do. A text without escapes is returned as it is,
 * without a copy. ERR_MALFORMED for a '%' without two hexadecimal digits, for a control byte, bare
 * or escaped, and for what is not UTF-8; ERR_MEMORY when the arena is full. */
enum err percent_decode(struct arena *arena, struct str text, bool plus_is_space,
                        struct str *out) MUST_USE;

#endif
