/* SPDX-License-Identifier: Apache-2.0 */
/* Who is away of those that key results wait for. */
#ifndef KOERS_OKR_AWAY_H
#define KOERS_OKR_AWAY_H

#include "base/idmap.h"
#include "gen/okr.h"
#include "model/call.h"

struct away {
    struct id_list owners;    /* each once */
    struct idmap places;      /* among them */
    struct away_view **views; /* of each; NULL: they are here */
};

/* Nobody yet, with room for `most`, in the arena of the call. */
enum err away_begin(struct call *call, size_t most, struct away *out) MUST_USE;

/* One more to ask about; none is nobody. */
enum err away_add(struct away *away, struct maybe owner) MUST_USE;

/* Who a key result waits for: its owner, else that of its objective. */
struct maybe away_owner(struct maybe objective_owner, const struct key_result_view *kr);

/* Says that away_find() will be called (query_ahead() of db/db.h). */
void away_ahead(struct call *call, const struct away *away, day_t today);

/* Looks who of them is away on a day. */
enum err away_find(struct call *call, struct away *away, day_t today) MUST_USE;

/* Until when somebody is away, and who stands in; NULL: they are here, or nobody. */
struct away_view *away_of(const struct away *away, struct maybe owner);

#endif
