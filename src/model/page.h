/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where the next page of a list begins: the sort key of the last row shown, as an opaque text that
 * clients hand back as `after`. Rows that come and go in between neither repeat nor vanish.
 *
 *     int64_t after[2] = {INT64_MAX, INT64_MAX};
 *     TRY(page_read(call, "cycle_list", in->after, after, 2));
 *     TRY(q_cycle_page(call, after[0], after[1], in->limit + 1, &rows));
 *     if (page_cut(out, rows, in->limit)) {
 *         const struct cycle_view *last = page_last(out);
 *         out->next = page_write(call, "cycle_list", (int64_t[]){last->start_day, last->id}, 2);
 *     }
 *
 * A cursor belongs to one operation and carries a checksum, so that a damaged one, or one of
 * another list, is refused. It is no secret and grants nothing: what a person may see is the
 * query's matter, and who takes the trouble to forge one only chooses another place to begin.
 *
 * Layout before base64url (RFC 4648, without padding): 6 bytes of checksum over the operation's
 * name and all that follows; 1 byte, twice the count of numbers plus 1 when there is a text; the
 * numbers as zigzag varints of 7 bits, low bits first; the text.
 */
#ifndef KOERS_MODEL_PAGE_H
#define KOERS_MODEL_PAGE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "model/call.h"

#define PAGE_NUMBER_MAX 8U    /* numbers in a cursor */
#define PAGE_TEXT_MAX   1200U /* bytes of its text: 300 code points */
#define PAGE_CURSOR_MAX 2000U /* characters of a cursor; as `after` in the models */

/* Fills `numbers` from a cursor of this operation; leaves them alone when `after` is "no text", so
 * that the caller's own values stand for the first page. ERR_INVALID, with a fault of `after`, when
 * it is none of ours. `op` is the operation's name. */
enum err page_read(struct call *call, const char *op, struct str after, int64_t *numbers,
                   size_t count) MUST_USE;

/* Makes a page of rows that were read with one more than `limit`, and tells whether others follow;
 * then page_last() is the row behind which they begin. Page and rows have items of one type. */
#define page_cut(page, rows, limit)                                                                \
    ((page)->items = (rows).items,                                                                 \
     (page)->count = (rows).count > (size_t)(limit) ? (size_t)(limit) : (rows).count,              \
     (rows).count > (size_t)(limit))
#define page_last(page) (&(page)->items[(page)->count - 1])

/* The cursor behind a row with these sort keys; "no text" when the arena is full. */
struct str page_write(struct call *call, const char *op, const int64_t *numbers, size_t count);

/* The same for lists ordered by a text first. A text beyond PAGE_TEXT_MAX is cut (a defect of the
 * caller: no such text may be a sort key). */
enum err page_read_text(struct call *call, const char *op, struct str after, struct str *text,
                        int64_t *numbers, size_t count) MUST_USE;
struct str page_write_text(struct call *call, const char *op, struct str text,
                           const int64_t *numbers, size_t count);

/* The page of a list of which all `total` rows are at hand, and whose cursor, `from`, is how many
 * came before it. Returns the place of its first row; fills its count and next. */
size_t page_slice(struct call *call, const char *op, int64_t from, int64_t limit, size_t total,
                  size_t *ret_count, struct str *ret_next);

#endif
