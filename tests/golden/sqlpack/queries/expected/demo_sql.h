/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The named queries of demo, made by tool/sqlpack from its .sql files. They run in the
 * transaction of the call; what they yield lies in its arena.
 */
#ifndef KOERS_GEN_DEMO_SQL_H
#define KOERS_GEN_DEMO_SQL_H

#include "base/err.h"
#include "gen/demo.h"
#include "model/call.h"
#include "model/query.h"

/* ERR_NOT_FOUND without a row. */
enum err q_thing_get(struct call *call, int64_t id, struct thing *out) MUST_USE;

/* One thing with how many pieces it has.
 * Its private columns stay where they are.
 * ERR_NOT_FOUND without a row. */
enum err q_thing_show(struct call *call, int64_t id, struct thing_view *out) MUST_USE;

/* demo/thing.sql:14 */
enum err q_thing_page(struct call *call, struct maybe owner_id, enum color color, bool sold,
                      struct str after_name, int64_t after_id, int64_t limit,
                      struct thing_ref_list *out) MUST_USE;
/* Says that it will be asked: see query_ahead() of db/db.h. */
void q_thing_page_ahead(struct call *call, struct maybe owner_id, enum color color, bool sold,
                        struct str after_name, int64_t after_id, int64_t limit);

/* demo/thing.sql:25 */
enum err q_thing_names(struct call *call, const struct text_list *names, day_t made_on,
                       struct thing_ref_list *out) MUST_USE;
/* Says that it will be asked: see query_ahead() of db/db.h. */
void q_thing_names_ahead(struct call *call, const struct text_list *names, day_t made_on);

/* demo/thing.sql:31 */
enum err q_thing_insert(struct call *call, const struct thing *in, int64_t *out) MUST_USE;

/* `out` is the number of rows touched. */
enum err q_thing_sell(struct call *call, const struct id_list *ids, bool sold, struct maybe price,
                      int64_t *out) MUST_USE;

/* ERR_NOT_FOUND without a row. */
enum err q_thing_worth(struct call *call, struct maybe *out) MUST_USE;
/* Says that it will be asked: see query_ahead() of db/db.h. */
void q_thing_worth_ahead(struct call *call);

/* demo/thing.sql:42 */
enum err q_bit_update(struct call *call, const struct bit *in, weight_t old_share) MUST_USE;

/* demo/thing.sql:46 */
enum err q_thing_search(struct call *call, struct str word, struct maybe sold,
                        struct thing_ref_list *out) MUST_USE;

/* demo/thing.sql:54 */
enum err q_bit_of(struct call *call, int64_t thing_id, struct bit_list *out) MUST_USE;

/* Every row, a portion at a time, for exports. */
enum err q_dump_thing(struct call *call, int64_t after, int64_t limit, struct thing_list *out) MUST_USE;

/* One row, its id included, for imports of exports. */
enum err q_restore_thing(struct call *call, const struct thing *in) MUST_USE;

/* The greatest id; on PostgreSQL new ids go on behind it.
 * ERR_NOT_FOUND without a row. */
enum err q_restored_thing(struct call *call, struct maybe *out) MUST_USE;

/* Statistics of rows that came in all at once. */
enum err q_analyze_thing(struct call *call) MUST_USE;

/* Every row, a portion at a time, for exports. */
enum err q_dump_bit(struct call *call, int64_t after, int64_t limit, struct bit_list *out) MUST_USE;

/* One row, its id included, for imports of exports. */
enum err q_restore_bit(struct call *call, const struct bit *in) MUST_USE;

/* The greatest id; on PostgreSQL new ids go on behind it.
 * ERR_NOT_FOUND without a row. */
enum err q_restored_bit(struct call *call, struct maybe *out) MUST_USE;

/* Statistics of rows that came in all at once. */
enum err q_analyze_bit(struct call *call) MUST_USE;

/* For the table of all queries; rules call the functions above. */
extern const struct bound_query query_thing_get[1];
extern const struct bound_query query_thing_show[1];
extern const struct bound_query query_thing_page[1];
extern const struct bound_query query_thing_names[6];
extern const struct bound_query query_thing_insert[1];
extern const struct bound_query query_thing_sell[6];
extern const struct bound_query query_thing_worth[1];
extern const struct bound_query query_bit_update[1];
extern const struct bound_query query_thing_search[1];
extern const struct bound_query query_bit_of[1];
extern const struct bound_query query_dump_thing[1];
extern const struct bound_query query_restore_thing[1];
extern const struct bound_query query_restored_thing[1];
extern const struct bound_query query_analyze_thing[1];
extern const struct bound_query query_dump_bit[1];
extern const struct bound_query query_restore_bit[1];
extern const struct bound_query query_restored_bit[1];
extern const struct bound_query query_analyze_bit[1];

#endif
