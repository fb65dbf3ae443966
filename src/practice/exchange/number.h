/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers as exports and people write them; web/src/ui/number-cases.json is the law for both. */
#ifndef KOERS_EXCHANGE_NUMBER_H
#define KOERS_EXCHANGE_NUMBER_H

#include "base/decimal.h"
#include "base/err.h"
#include "base/str.h"

#define NUMBER_TEXT_MAX 64U /* bytes; a longer text is no number */

/*
 * Reads a number whose decimal sign is `decimal` ('.' or ','), or written in the one other form
 * where that can be meant in only one way: "1,234.5", "1 234", "−42". OK with 10^-places in `*out`;
 * ERR_NOT_FOUND for an empty text; ERR_MALFORMED for no number; ERR_INVALID for more decimals than
 * `places`; ERR_TOO_LARGE beyond 15 digits.
 */
enum err number_read(struct str text, char decimal, int places, int64_t *out) MUST_USE;

/* The same of a cell of an export, with a percent sign or a currency around it. */
enum err number_read_cell(struct str cell, char decimal, int places, int64_t *out) MUST_USE;

#endif
