/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Exact numbers. The value of a metric is a decimal, a share of something a fraction, and how much
 * it counts a weight; all are 64-bit integers of a named unit, never floating point: not here, not
 * in SQL, not on the wire. (doc/user and the arithmetic chapter of the design name the limits.)
 */
#ifndef KOERS_BASE_DECIMAL_H
#define KOERS_BASE_DECIMAL_H

#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

typedef int64_t decimal_t;  /* ten-thousandths: 12.5 is 125000 */
typedef int64_t fraction_t; /* parts per million: 47 % is 470000 */
typedef int64_t weight_t;   /* hundredths: 14.29 is 1429, the usual 100 is 10000 */

#define DECIMAL_ONE    INT64_C(10000)
#define DECIMAL_MAX    INT64_C(999999999999999) /* 15 digits: JavaScript has it exact */
#define DECIMAL_PLACES 4

#define FRACTION_ONE     INT64_C(1000000)
#define FRACTION_RAW_MAX INT64_C(1000000000000) /* |raw| above it is refused */
#define FRACTION_PLACES  6

#define WEIGHT_ONE    INT64_C(100)
#define WEIGHT_USUAL  INT64_C(10000)
#define WEIGHT_MAX    INT64_C(1000000)
#define WEIGHT_PLACES 2

#define SCALED_LEN_MAX 21U /* -922337203685477.5808 */

/*
 * Reads a JSON number, or a plain number in another text with a point, into a count of 10^-places.
 * An exponent is understood ("1e3"). ERR_MALFORMED when it is no number; ERR_INVALID when it has
 * more than `places` decimals that are not zero, ERR_TOO_LARGE when it lies beyond ±max.
 */
enum err scaled_parse(struct str text, int places, int64_t max, int64_t *out) MUST_USE;

/* Appends a count of 10^-places as a JSON number, without needless zeros: 125000 → 12.5. */
void scaled_format(struct buf *buf, int64_t value, int places);
/* The same where there is room for SCALED_LEN_MAX bytes; the place behind it. */
char *scaled_put(char *to, int64_t value, int places);

/* a · b / c, rounded half away from zero; ERR_INVALID when c is 0 or the result needs more than 63
 * bits. */
enum err muldiv_round(int64_t a, int64_t b, int64_t c, int64_t *out) MUST_USE;

#endif
