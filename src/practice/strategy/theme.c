/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/strategy/theme.h"

#include "gen/strategy_sql.h"
#include "model/page.h"
#include "practice/access/person.h"
#include "practice/record/record.h"
#include "practice/strategy/health.h"
#include "practice/strategy/strategy.h"

enum err
theme_open(struct call *call, int64_t id, struct theme *out)
{
    bool makes = true;
    enum err err = q_theme_find(call, id, out);

    if (err == OK && out->state == THEME_STATE_PROPOSED)
        TRY(strategy_maker(call, &makes));
    if (err == ERR_NOT_FOUND || !makes)
        return fail(call, ERR_NOT_FOUND, "no_such_theme", "There is no such theme.");
    return err;
}

enum err
theme_owner(struct call *call, int64_t theme_id, struct maybe *out)
{
    struct strategy newest;
    struct strategy_theme_view_list themes;

    *out = maybe_none();
    TRY(strategy_newest(call, &newest));
    TRY(q_strategy_theme_list(call, newest.id, &themes));
    for (size_t i = 0; i < themes.count; i++)
        if (themes.items[i].theme_id == theme_id)
            *out = themes.items[i].owner_id;
    return OK;
}

enum err
theme_list(struct call *call, const struct theme_query *in, struct theme_row_page *out)
{
    struct strategy newest;
    struct theme_row_list rows;
    bool makes;
    int64_t from = 0;

    TRY(page_read(call, "theme_list", in->after, &from, 1));
    TRY(strategy_maker(call, &makes));
    TRY(strategy_newest(call, &newest));
    TRY(q_theme_page(call, newest.id, makes, in->state, in->limit + 1, from, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "theme_list", (int64_t[]){from + in->limit}, 1);
    return OK;
}

enum err
theme_get(struct call *call, const struct by_id *in, struct theme_view *out)
{
    struct theme row;

    TRY(theme_open(call, in->id, &row));
    TRY(q_theme_show(call, in->id, out));
    TRY(strategy_maker(call, &out->may_edit));
    TRY(q_theme_versions(call, in->id, out->may_edit, &out->versions));
    TRY(health_list(call, in->id, &out->health));
    TRY(health_may_record(call, &row, &out->may_record));
    return OK;
}

/* ---- a theme of a draft ------------------------------------------------------------------------
 */

static enum err
leave_trace(struct call *call, const char *event, const struct strategy *strategy,
            const struct strategy_theme *before, const struct strategy_theme *after)
{
    struct happening happening = strategy_happening(strategy, event);

    happening.type = &type_strategy_theme;
    happening.subject_id = after != NULL ? after->id : before->id;
    return record(call, &happening, before, after);
}

static enum err
check(struct call *call, const struct strategy_theme *row, struct maybe owner_before)
{
    if (row->until_year < row->from_year)
        fault(call, "/until_year", "end_before_start",
              "The horizon ends in the year it begins, or later.");
    /* Who answers for a theme can be asked. */
    if (row->owner_id.has && !maybe_eq(row->owner_id, owner_before))
        TRY(person_check_account(call, row->owner_id.value, "/owner_id"));
    return call_faults(call);
}

/* The theme that a draft takes in: a new proposal, or one that ended and comes back. */
static enum err
take_in(struct call *call, const struct strategy_theme_new *in, int64_t *ret_theme_id)
{
    struct theme theme = {.name = in->name, .state = THEME_STATE_PROPOSED, .created_at = call->now};

    if (!in->theme_id.has)
        return q_theme_insert(call, &theme, ret_theme_id);
    enum err err = theme_open(call, in->theme_id.value, &theme);
    if (err == ERR_NOT_FOUND) {
        fault(call, "/theme_id", "no_such_theme", "There is no such theme.");
        return ERR_INVALID;
    }
    *ret_theme_id = in->theme_id.value;
    return err;
}

/* POST /api/v1/strategies/{id}/themes */
enum err
strategy_theme_create(struct call *call, const struct strategy_theme_new *in,
                      struct strategy_theme_view *out)
{
    struct strategy strategy;
    struct maybe count;
    struct maybe rank;
    struct strategy_theme after = {.strategy_id = in->id, .version = 1};

    TRY(strategy_open_draft(call, in->id, &strategy));
    type_apply(&type_strategy_theme_new, in, &type_strategy_theme, &after);
    TRY(check(call, &after, maybe_none()));
    TRY(q_strategy_theme_count(call, in->id, &count));
    if (count.value >= STRATEGY_THEMES_MAX)
        return fail(call, ERR_CONFLICT, "too_many_themes",
                    "A strategy has at most %d themes; take one out first.", STRATEGY_THEMES_MAX);
    TRY(take_in(call, in, &after.theme_id));
    TRY(q_strategy_theme_rank_next(call, in->id, &rank));
    after.rank = maybe_or(rank, 0);
    enum err err = q_strategy_theme_insert(call, &after, &after.id);
    if (err == ERR_CONFLICT)
        return fail(call, err, "theme_there", "The draft has this theme already; change it there.");
    TRY(err);
    TRY(leave_trace(call, EVENT_STRATEGY_THEME_CREATED, &strategy, NULL, &after));
    return q_strategy_theme_show(call, after.id, out);
}

/* Of a draft, to be changed by those who make the strategy. */
static enum err
open_to_change(struct call *call, int64_t id, struct strategy_theme *row,
               struct strategy *ret_strategy)
{
    enum err err = q_strategy_theme_get(call, id, row);

    if (err == OK)
        err = strategy_open_draft(call, row->strategy_id, ret_strategy);
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_theme", "There is no such theme.");
    TRY(err);
    return call_match(call, row->version);
}

enum err
strategy_theme_update(struct call *call, const struct strategy_theme_patch *in,
                      struct strategy_theme_view *out)
{
    struct strategy strategy;
    struct strategy_theme before;
    struct theme theme;

    TRY(open_to_change(call, in->id, &before, &strategy));
    struct strategy_theme after = before;
    type_apply(&type_strategy_theme_patch, in, &type_strategy_theme, &after);
    TRY(check(call, &after, before.owner_id));
    after.version = before.version + 1;
    TRY(q_strategy_theme_save(call, &after));
    TRY(q_theme_find(call, after.theme_id, &theme));
    if (theme.state == THEME_STATE_PROPOSED)
        TRY(q_theme_name_set(call, after.name, theme.id));
    TRY(leave_trace(call, EVENT_STRATEGY_THEME_UPDATED, &strategy, &before, &after));
    return q_strategy_theme_show(call, in->id, out);
}

enum err
strategy_theme_delete(struct call *call, const struct by_id *in)
{
    struct strategy strategy;
    struct strategy_theme row;

    TRY(open_to_change(call, in->id, &row, &strategy));
    TRY(q_strategy_theme_remove(call, in->id));
    TRY(q_theme_forget(call, row.theme_id));
    return leave_trace(call, EVENT_STRATEGY_THEME_DELETED, &strategy, &row, NULL);
}
