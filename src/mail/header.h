/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Lines of a message's head (RFC 5322, RFC 2047). What a person wrote cannot begin a line of its
 * own: control characters become spaces before anything else is done.
 */
#ifndef KOERS_MAIL_HEADER_H
#define KOERS_MAIL_HEADER_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/moment.h"
#include "base/str.h"

#define HEADER_TEXT_MAX 998U /* bytes of one text; what is longer is cut at a code point */

/* Text of a line such as Subject: as it is where it is plain ASCII, else in encoded words of at
 * most 75 characters, folded. NULL when the arena is full. */
const char *header_text(struct arena *arena, struct str text);

/* "Ada Lovelace <ada@example.org>" into its two halves; without angle brackets it is the address
 * alone and the name is "no text". ERR_INVALID for what is no address. */
enum err header_split(struct str whole, struct str *ret_name, struct str *ret_address) MUST_USE;

/* Is it one address, of characters that can stand in an SMTP command? */
bool header_is_address(struct str address);

/* "Mon, 23 Nov 2026 13:00:00 +0000". */
const char *header_date(struct arena *arena, usec_t moment);

#endif
