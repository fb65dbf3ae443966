/* SPDX-License-Identifier: Apache-2.0 */
/* The job that keeps sums, and the check of what is kept. */
#include "gen/okr_sql.h"
#include "gen/record_sql.h"
#include "model/query_list.h"
#include "practice/okr/kept_inside.h"
#include "practice/okr/told.h"

#define NUMBERS_MAX (1U << 20) /* bytes of the numbers of one unit */
#define TAIL_MAX    1000       /* events that say nothing, which every reader would hear again */

static enum err
numbers_write(struct arena *arena, const int64_t *numbers, size_t count, struct str *out)
{
    struct buf buf;

    buf_init(&buf, NUMBERS_MAX);
    while (count > 0 && numbers[count - 1] == 0)
        count--;
    for (size_t i = 0; i < count; i++)
        buf_fmt(&buf, i > 0 ? " %lld" : "%lld", (long long)numbers[i]);
    *out = str_copy(arena, buf.len > 0 ? buf_str(&buf) : STR(""));
    enum err err = buf_failed(&buf);
    buf_release(&buf);
    TRY(err);
    return arena_failed(arena);
}

/* ---- the job ------------------------------------------------------------------------------------
 */

enum err
kept_waits(struct call *call, day_t today, bool *out)
{
    struct kept_cursor at;
    struct event_list newest;

    *out = true;
    enum err err = q_kept_cursor_get(call, &at);
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    TRY(q_event_newest(call, INT64_MAX, &newest));
    if (at.whole_day != today || at.until_at <= call->now ||
        (newest.count > 0 && newest.items[0].id > at.event_id + TAIL_MAX))
        return OK;
    return told_anything(call, &at, out);
}

typedef enum err forget_query(struct call *call, const struct id_list *unit_ids, struct str words);

static enum err
forget(struct call *call, const struct told_units *told, forget_query *query)
{
    for (size_t at = 0; at < told->count; at += QUERY_LIST_MAX) {
        const struct id_list portion = query_list_portion(told->ids, told->count, at);
        TRY(query(call, &portion, STR(KEPT_WORDS)));
    }
    return OK;
}

enum err
kept_hear(struct call *call, bool words)
{
    struct kept_cursor at;
    struct told_units told = {.all = true};
    struct told_units worded;

    enum err err = q_kept_cursor_get(call, &at);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    if (err == OK)
        TRY(told_both_since(call, &at, &told, &worded));
    else
        at = (struct kept_cursor){.id = 1};
    if (told.all) {
        at.whole_day = 0;
        TRY(q_kept_forget_all(call));
    } else {
        TRY(forget(call, &told, q_kept_forget));
        TRY(forget(call, words ? &worded : &told, q_kept_forget_words));
    }
    TRY(told_so_far(call, &at));
    return q_kept_cursor_put(call, &at);
}

void
kept_round_init(struct kept_round *round)
{
    *round = (struct kept_round){.until = KEPT_FAR};
    arena_init(&round->arena, ARENA_CEILING_USUAL);
}

void
kept_round_release(struct kept_round *round)
{
    arena_release(&round->arena);
}

enum err
kept_round_begin(struct call *call, day_t today, struct kept_round *round)
{
    arena_clear(&round->arena);
    round->rows = NULL;
    round->count = 0;
    round->today = today;
    round->until = KEPT_FAR;
    TRY(q_kept_cursor_get(call, &round->at));
    round->whole = round->looked && round->at.whole_day == today && round->at.until_at > call->now;
    return OK;
}

/* Computes these units. */
static enum err
renew(struct call *call, struct kept_round *round, const struct kept_rule *rule, int64_t cycle_id,
      struct kept_portion *portion)
{
    if (portion->count == 0)
        return OK;
    TRY(kept_portion_compute(call, rule, portion));
    for (size_t i = 0; i < portion->count; i++) {
        struct kept_sum *rows = arena_more(&round->arena, round->rows, round->count, sizeof(*rows));
        if (rows == NULL)
            return ERR_MEMORY;
        round->rows = rows;
        struct kept_sum *row = &rows[round->count++];
        *row = (struct kept_sum){.kind = str_copy(&round->arena, rule->kind),
                                 .cycle_id = cycle_id,
                                 .unit_id = portion->ids[i],
                                 .day = rule->day,
                                 .until_at = portion->until[i]};
        TRY(numbers_write(&round->arena, &portion->numbers[i * rule->width], rule->width,
                          &row->numbers));
        if (row->until_at < round->until)
            round->until = row->until_at;
    }
    portion->count = 0;
    return OK;
}

enum err
kept_renew(struct call *call, struct kept_round *round, const struct kept_rule *rule,
           int64_t cycle_id, size_t limit, size_t *ret_count)
{
    struct id_row_list rows;
    struct kept_portion portion;

    TRY(kept_portion_init(call, rule, &portion));
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

enum err
kept_round_write(struct call *call, const struct kept_round *round)
{
    for (size_t i = 0; i < round->count; i++)
        TRY(q_kept_put(call, &round->rows[i]));
    return OK;
}

/* Until when nothing changes by itself: of all that is kept, where this round kept the last of it.
 */
static enum err
until(struct call *call, const struct kept_round *round, bool whole, usec_t *out)
{
    struct maybe first = maybe_of(round->until);

    if (!round->whole && whole)
        TRY(q_kept_until(call, round->today, &first));
    *out = maybe_or(first, KEPT_FAR);
    if (round->whole && round->at.until_at < *out)
        *out = round->at.until_at;
    return OK;
}

enum err
kept_round_end(struct call *call, const struct kept_round *round, bool whole, bool *ret_written)
{
    struct kept_cursor at;

    TRY(q_kept_cursor_get(call, &at));
    *ret_written = at.txid == round->at.txid && at.event_id == round->at.event_id;
    if (!*ret_written)
        return OK;
    TRY(kept_round_write(call, round));
    at.whole_day = round->whole || whole ? round->today : 0;
    TRY(until(call, round, whole, &at.until_at));
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
check_portion(const struct checking *checking, struct kept_portion *portion)
{
    const struct kept_rule *rule = checking->rule;
    int64_t *kept = arena_array(checking->call->arena, rule->width, sizeof(*kept));

    if (portion->count == 0)
        return OK;
    TRY(arena_failed(checking->call->arena));
    TRY(kept_portion_compute(checking->call, rule, portion));
    for (size_t i = 0; i < portion->count; i++) {
        kept_numbers_read(portion->units[i]->numbers, kept, rule->width);
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
    struct kept_portion portion;

    TRY(kept_portion_init(call, rule, &portion));
    TRY(kept_load(call, rule, cycle->id, STR("/"), STR("0"), &units));
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
