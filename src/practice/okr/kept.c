/* SPDX-License-Identifier: Apache-2.0 */
/* What is kept and holds, and how sums are computed; kept_read.c and kept_job.c use both. */
#include "practice/okr/kept_inside.h"

#include "gen/okr_sql.h"
#include "practice/okr/told.h"

#define TEN 10

/* Only digits, a sign and spaces stand there; what lacks at the end is 0. */
void
kept_numbers_read(struct str text, int64_t *numbers, size_t count)
{
    const char *at = text.ptr;
    const char *end = text.ptr + text.len;

    for (size_t i = 0; i < count; i++) {
        int64_t number = 0;
        bool negative = at < end && *at == '-';
        at += negative;
        for (; at < end && *at != ' '; at++)
            number = number * TEN + (*at - '0');
        at += at < end;
        numbers[i] = negative ? -number : number;
    }
}

/* ---- what is kept -------------------------------------------------------------------------------
 */

static void
forget_all(struct kept_unit_list *units)
{
    for (size_t i = 0; i < units->count; i++)
        units->items[i].numbers = (struct str){0};
}

/* Of units of which something was told behind the cursor nothing is kept. */
static enum err
forget_told(struct call *call, const struct kept_rule *rule, const struct kept_cursor *at,
            struct kept_unit_list *units)
{
    struct told_units told;
    size_t place;

    TRY(rule->words ? told_words_since(call, at, &told) : told_since(call, at, &told));
    if (told.all)
        forget_all(units);
    for (size_t i = 0; i < units->count && told.count > 0; i++)
        if (idmap_get(&told.places, units->items[i].id, &place))
            units->items[i].numbers = (struct str){0};
    return OK;
}

/* Units of a part of the organisation, each with what is kept of it and holds. */
enum err
kept_load(struct call *call, const struct kept_rule *rule, int64_t cycle_id, struct str low,
          struct str high, struct kept_unit_list *out)
{
    struct kept_cursor at;

    TRY(q_kept_units(call, cycle_id, rule->kind, rule->day, call->now, low, high, out));
    enum err err = q_kept_cursor_get(call, &at);
    if (err == ERR_NOT_FOUND) {
        forget_all(out);
        return OK;
    }
    TRY(err);
    return forget_told(call, rule, &at, out);
}

/* ---- computing ----------------------------------------------------------------------------------
 */

enum err
kept_portion_init(struct call *call, const struct kept_rule *rule, struct kept_portion *out)
{
    out->count = 0;
    out->numbers = arena_array(call->arena, KEPT_PORTION * rule->width, sizeof(*out->numbers));
    return arena_failed(call->arena);
}

/* What computing needs of memory is given back. */
enum err
kept_portion_compute(struct call *call, const struct kept_rule *rule, struct kept_portion *portion)
{
    const struct id_list ids = {portion->ids, portion->count};
    struct arena_mark mark = arena_mark(call->arena);
    struct kept_batch batch = {
        .unit_ids = &ids, .numbers = portion->numbers, .until = portion->until};

    idmap_init(&batch.places, call->arena);
    for (size_t i = 0; i < portion->count; i++)
        TRY(idmap_set(&batch.places, portion->ids[i], i));
    memset(portion->numbers, 0, portion->count * rule->width * sizeof(*portion->numbers));
    for (size_t i = 0; i < portion->count; i++)
        portion->until[i] = KEPT_FAR;
    TRY(rule->compute(rule->arg, &batch));
    TRY(arena_failed(call->arena));
    arena_rewind(call->arena, mark);
    return OK;
}
