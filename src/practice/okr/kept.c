/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/kept.h"

#include "gen/okr_sql.h"
#include "gen/record_sql.h"
#include "model/query_list.h"

#define NUMBERS_MAX (1U << 20) /* bytes of the numbers of one unit */
#define TEN         10
#define TAIL_MAX    1000 /* events that say nothing, which every reader would hear again */

/* ---- numbers as text ----------------------------------------------------------------------------
 */

static enum err
numbers_write(struct call *call, const int64_t *numbers, size_t count, struct str *out)
{
    struct buf buf;

    buf_init(&buf, NUMBERS_MAX);
    while (count > 0 && numbers[count - 1] == 0)
        count--;
    for (size_t i = 0; i < count; i++)
        buf_fmt(&buf, i > 0 ? " %lld" : "%lld", (long long)numbers[i]);
    *out = str_copy(call->arena, buf.len > 0 ? buf_str(&buf) : STR(""));
    enum err err = buf_failed(&buf);
    buf_release(&buf);
    TRY(err);
    return arena_failed(call->arena);
}

/* Only digits, a sign and spaces stand there; what lacks at the end is 0. */
static void
numbers_read(struct str text, int64_t *numbers, size_t count)
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

/* ---- what was told ------------------------------------------------------------------------------
 */

/* Units whose sums hold no more. */
struct changed {
    bool all;
    int64_t *ids;
    size_t count;
    struct idmap places;
};

static enum err
changed_add(struct changed *changed, int64_t unit_id)
{
    size_t place;

    if (idmap_get(&changed->places, unit_id, &place))
        return OK;
    TRY(idmap_set(&changed->places, unit_id, changed->count));
    if ((changed->count & (changed->count - 1)) == 0) {
        size_t capacity = changed->count > 0 ? 2 * changed->count : 1;
        int64_t *ids = arena_array(changed->places.arena, capacity, sizeof(*ids));
        if (ids == NULL)
            return ERR_MEMORY;
        if (changed->count > 0)
            memcpy(ids, changed->ids, changed->count * sizeof(*ids));
        changed->ids = ids;
    }
    changed->ids[changed->count++] = unit_id;
    return OK;
}

typedef enum err reach_query(struct call *call, const struct id_list *unit_ids,
                             struct id_row_list *out);

/* Adds what these units reach. */
static enum err
changed_reach(struct call *call, struct changed *changed, int64_t *ids, size_t count,
              reach_query *reach)
{
    for (size_t at = 0; at < count; at += QUERY_LIST_MAX) {
        struct id_row_list rows;
        size_t left = count - at;
        const struct id_list portion = {.items = &ids[at],
                                        .count = left < QUERY_LIST_MAX ? left : QUERY_LIST_MAX};
        TRY(reach(call, &portion, &rows));
        for (size_t i = 0; i < rows.count; i++)
            TRY(changed_add(changed, rows.items[i].id));
    }
    return OK;
}

/* Units whose objectives hang under one that may have changed, or by a link that passes by its
 * unit: how well they are written hangs on it. */
static enum err
changed_reach_down(struct call *call, const struct kept_cursor *at, struct changed *changed)
{
    struct id_row_list moved;

    TRY(q_kept_changed_objectives(call, at->txid, at->event_id, &moved));
    int64_t *ids = arena_array(call->arena, moved.count, sizeof(*ids));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < moved.count; i++)
        ids[i] = moved.items[i].id;
    return changed_reach(call, changed, ids, moved.count, q_kept_hanging);
}

/* A unit of which something was told behind the cursor, those below it where it is the unit itself
 * that changed, and those whose objectives hang on any of these through links. */
static enum err
changed_load(struct call *call, const struct kept_cursor *at, struct changed *out)
{
    struct kept_change_list told;

    *out = (struct changed){0};
    idmap_init(&out->places, call->arena);
    TRY(q_kept_changed(call, at->txid, at->event_id, &told));
    int64_t *above = arena_array(call->arena, told.count, sizeof(*above));
    size_t above_count = 0;
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < told.count; i++) {
        out->all = out->all || told.items[i].whole;
        if (told.items[i].below)
            above[above_count++] = told.items[i].unit_id;
    }
    if (out->all)
        return OK;
    for (size_t i = 0; i < told.count; i++)
        TRY(changed_add(out, told.items[i].unit_id));
    TRY(changed_reach(call, out, above, above_count, q_kept_below));
    TRY(changed_reach(call, out, out->ids, out->count, q_kept_above));
    return changed_reach_down(call, at, out);
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
forget_changed(struct call *call, const struct kept_cursor *at, struct kept_unit_list *units)
{
    struct changed changed;
    size_t place;

    TRY(changed_load(call, at, &changed));
    if (changed.all)
        forget_all(units);
    for (size_t i = 0; i < units->count && changed.count > 0; i++)
        if (idmap_get(&changed.places, units->items[i].id, &place))
            units->items[i].numbers = (struct str){0};
    return OK;
}

/* Units of a part of the organisation, each with what is kept of it and holds. */
static enum err
load(struct call *call, const struct kept_rule *rule, int64_t cycle_id, struct str low,
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
    return forget_changed(call, &at, out);
}

/* ---- reading ------------------------------------------------------------------------------------
 */

/* Units that are computed at once, and their numbers. */
struct portion {
    const struct kept_unit *units[KEPT_PORTION];
    int64_t ids[KEPT_PORTION];
    size_t count;
    int64_t *numbers;
    usec_t until[KEPT_PORTION];
};

static enum err
portion_init(struct call *call, const struct kept_rule *rule, struct portion *out)
{
    out->count = 0;
    out->numbers = arena_array(call->arena, KEPT_PORTION * rule->width, sizeof(*out->numbers));
    return arena_failed(call->arena);
}

/* What computing needs of memory is given back. */
static enum err
portion_compute(struct call *call, const struct kept_rule *rule, struct portion *portion)
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

static enum err
portion_visit(struct call *call, const struct kept_rule *rule, struct portion *portion,
              kept_visit *visit, void *arg)
{
    if (portion->count == 0)
        return OK;
    TRY(portion_compute(call, rule, portion));
    for (size_t i = 0; i < portion->count; i++)
        TRY(visit(arg, portion->units[i], &portion->numbers[i * rule->width]));
    portion->count = 0;
    return OK;
}

enum err
kept_read(struct call *call, const struct kept_rule *rule, int64_t cycle_id, struct str low,
          struct str high, kept_visit *visit, void *arg)
{
    int64_t *numbers = arena_array(call->arena, rule->width, sizeof(*numbers));
    struct kept_unit_list units;
    struct portion portion;

    TRY(portion_init(call, rule, &portion));
    TRY(load(call, rule, cycle_id, low, high, &units));
    for (size_t i = 0; i < units.count; i++) {
        const struct kept_unit *unit = &units.items[i];
        if (!str_is_null(unit->numbers)) {
            numbers_read(unit->numbers, numbers, rule->width);
            TRY(visit(arg, unit, numbers));
            continue;
        }
        portion.units[portion.count] = unit;
        portion.ids[portion.count++] = unit->id;
        if (portion.count == KEPT_PORTION)
            TRY(portion_visit(call, rule, &portion, visit, arg));
    }
    return portion_visit(call, rule, &portion, visit, arg);
}

/* ---- the job ------------------------------------------------------------------------------------
 */

enum err
kept_waits(struct call *call, day_t today, bool *out)
{
    struct kept_cursor at;
    struct kept_change_list told;
    struct event_list newest;

    *out = true;
    enum err err = q_kept_cursor_get(call, &at);
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    TRY(q_kept_changed(call, at.txid, at.event_id, &told));
    TRY(q_event_newest(call, INT64_MAX, &newest));
    *out = told.count > 0 || at.whole_day != today || at.until_at <= call->now ||
           (newest.count > 0 && newest.items[0].id > at.event_id + TAIL_MAX);
    return OK;
}

static enum err
forget(struct call *call, const struct changed *changed)
{
    for (size_t at = 0; at < changed->count; at += QUERY_LIST_MAX) {
        size_t left = changed->count - at;
        const struct id_list portion = {.items = &changed->ids[at],
                                        .count = left < QUERY_LIST_MAX ? left : QUERY_LIST_MAX};
        TRY(q_kept_forget(call, &portion));
    }
    return OK;
}

enum err
kept_round_begin(struct call *call, day_t today, struct kept_round *out)
{
    struct changed changed;

    *out = (struct kept_round){.until = KEPT_FAR};
    enum err err = q_kept_cursor_get(call, &out->at);
    if (err == ERR_NOT_FOUND) {
        out->at = (struct kept_cursor){.id = 1};
        return q_kept_forget_all(call);
    }
    TRY(err);
    TRY(changed_load(call, &out->at, &changed));
    if (changed.all) {
        out->at.whole_day = 0;
        return q_kept_forget_all(call);
    }
    out->whole = out->at.whole_day == today && out->at.until_at > call->now;
    return forget(call, &changed);
}

/* Computes these units and keeps the sums. */
static enum err
renew(struct call *call, struct kept_round *round, const struct kept_rule *rule, int64_t cycle_id,
      struct portion *portion)
{
    struct arena_mark mark = arena_mark(call->arena);
    struct kept_sum row = {.kind = rule->kind, .cycle_id = cycle_id, .day = rule->day};

    if (portion->count == 0)
        return OK;
    TRY(portion_compute(call, rule, portion));
    for (size_t i = 0; i < portion->count; i++) {
        row.unit_id = portion->ids[i];
        row.until_at = portion->until[i];
        if (row.until_at < round->until)
            round->until = row.until_at;
        TRY(numbers_write(call, &portion->numbers[i * rule->width], rule->width, &row.numbers));
        TRY(q_kept_put(call, &row));
    }
    portion->count = 0;
    arena_rewind(call->arena, mark);
    return OK;
}

enum err
kept_renew(struct call *call, struct kept_round *round, const struct kept_rule *rule,
           int64_t cycle_id, size_t limit, size_t *ret_count)
{
    struct id_row_list rows;
    struct portion portion;

    TRY(portion_init(call, rule, &portion));
    TRY(round->whole ? q_kept_stale(call, cycle_id, rule->kind, (int64_t)limit, &rows)
                     : q_kept_lacking(call, cycle_id, rule->kind, rule->day, call->now,
                                      (int64_t)limit, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        portion.ids[portion.count++] = rows.items[i].id;
        if (portion.count == KEPT_PORTION)
            TRY(renew(call, round, rule, cycle_id, &portion));
    }
    *ret_count = rows.count;
    return renew(call, round, rule, cycle_id, &portion);
}

/* Until when nothing changes by itself: of all that is kept, where this round kept the last of it.
 */
static enum err
until(struct call *call, const struct kept_round *round, day_t today, bool whole, usec_t *out)
{
    struct maybe first = maybe_of(round->until);

    if (!round->whole && whole)
        TRY(q_kept_until(call, today, &first));
    *out = maybe_or(first, KEPT_FAR);
    if (round->whole && round->at.until_at < *out)
        *out = round->at.until_at;
    return OK;
}

enum err
kept_round_end(struct call *call, const struct kept_round *round, day_t today, bool whole)
{
    struct kept_cursor at = round->at;
    struct event_list newest;
    int64_t horizon;

    TRY(call_txid_horizon(call, &horizon));
    TRY(q_event_newest(call, horizon, &newest));
    if (newest.count > 0) {
        at.txid = newest.items[0].txid;
        at.event_id = newest.items[0].id;
    }
    at.whole_day = round->whole || whole ? today : 0;
    TRY(until(call, round, today, whole, &at.until_at));
    return q_kept_cursor_put(call, &at);
}

/* ---- checking -----------------------------------------------------------------------------------
 */

struct checking {
    struct call *call;
    const struct kept_rule *rule;
    const struct cycle *cycle;
    struct buf *report;
    int64_t *checked;
    int64_t *differences;
};

static enum err
check_portion(const struct checking *checking, struct portion *portion)
{
    const struct kept_rule *rule = checking->rule;
    int64_t *kept = arena_array(checking->call->arena, rule->width, sizeof(*kept));

    if (portion->count == 0)
        return OK;
    TRY(arena_failed(checking->call->arena));
    TRY(portion_compute(checking->call, rule, portion));
    for (size_t i = 0; i < portion->count; i++) {
        numbers_read(portion->units[i]->numbers, kept, rule->width);
        if (memcmp(kept, &portion->numbers[i * rule->width], rule->width * sizeof(*kept)) == 0)
            continue;
        ++*checking->differences;
        buf_fmt(checking->report,
                "unit %lld in cycle %lld (%.*s): what is kept for its %.*s is not what it is\n",
                (long long)portion->ids[i], (long long)checking->cycle->id,
                STR_FMT(checking->cycle->name), STR_FMT(rule->kind));
    }
    *checking->checked += (int64_t)portion->count;
    portion->count = 0;
    return OK;
}

enum err
kept_check(struct call *call, const struct kept_rule *rule, const struct cycle *cycle,
           struct buf *report, int64_t *checked, int64_t *differences)
{
    const struct checking checking = {call, rule, cycle, report, checked, differences};
    struct kept_unit_list units;
    struct portion portion;

    TRY(portion_init(call, rule, &portion));
    TRY(load(call, rule, cycle->id, STR("/"), STR("0"), &units));
    for (size_t i = 0; i < units.count; i++) {
        if (str_is_null(units.items[i].numbers))
            continue;
        portion.units[portion.count] = &units.items[i];
        portion.ids[portion.count++] = units.items[i].id;
        if (portion.count == KEPT_PORTION)
            TRY(check_portion(&checking, &portion));
    }
    return check_portion(&checking, &portion);
}
