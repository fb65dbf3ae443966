/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Links between objectives. `supports` never changes a number; `contributes` does, and only between
 * objectives of one cycle. Loops are searched over both kinds and through key results.
 */
#ifndef KOERS_OKR_ALIGNMENT_H
#define KOERS_OKR_ALIGNMENT_H

#include "gen/okr.h"
#include "model/call.h"

#define ALIGNMENT_DEPTH_MAX 64U /* levels that the search for loops climbs */

/* What an objective hangs under, and what hangs under it or its key results. */
enum err alignment_list(struct call *call, int64_t objective_id,
                        struct alignment_view_list *parents,
                        struct alignment_view_list *children) MUST_USE;

/*
 * Would a link from `child_id` up to `parent_id` close a loop? Then `*out` is the path that closes
 * it, as titles joined by arrows, from the parent up to the child; else "no text".
 */
enum err alignment_loop(struct call *call, int64_t child_id, int64_t parent_id,
                        struct str *out) MUST_USE;

/* Links of a draft, or of a key result of one, that is thrown away go with it; what hung under it
 * is told so. */
enum err alignment_forget_of_objective(struct call *call, int64_t objective_id) MUST_USE;
enum err alignment_forget_of_key_result(struct call *call, int64_t key_result_id) MUST_USE;

#endif
