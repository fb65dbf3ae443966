/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Time zones by their IANA names ("Europe/Amsterdam"), read from the system's tzdata (RFC 8536), so
 * that an update of the operating system is all it takes when a parliament decides.
 *
 * libical, which Debian also has, is not used for this: held against the C library over 1970 to
 * 2100 it gave wrong offsets for 72 of 418 zones. What it takes is small: a table of transitions
 * and one rule.
 *
 * A zone is read once and kept for the life of the process; after that nothing is locked. Any
 * thread may ask.
 */
#ifndef KOERS_MODEL_ZONE_H
#define KOERS_MODEL_ZONE_H

#include <stdbool.h>

#include "base/err.h"
#include "base/moment.h"
#include "base/str.h"

#define ZONE_NAME_MAX 64U /* bytes */

/* Is there such a zone? */
bool zone_exists(struct str zone);

/* The day on which a moment falls in a zone. ERR_CORRUPT when there is no such zone: who stores a
 * name asks zone_exists() first. */
enum err zone_day(struct str zone, usec_t moment, day_t *out) MUST_USE;

/* The moment at which a day begins in a zone: the first one that falls on it, or, where clocks
 * passed over the whole day, the one at which they did. Errors as zone_day(). */
enum err zone_day_begin(struct str zone, day_t day, usec_t *out) MUST_USE;

/* Seconds that clocks in a zone are ahead of UTC at a moment. Errors as zone_day(). */
enum err zone_offset(struct str zone, usec_t moment, int *out) MUST_USE;

#endif
