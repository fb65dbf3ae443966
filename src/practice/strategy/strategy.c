/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/strategy/strategy.h"

#include "gen/strategy_sql.h"
#include "model/page.h"
#include "practice/access/setting.h"
#include "practice/record/record.h"

#define DAY_FAR 2932896 /* 9999-12-31 */

enum err
strategy_subject(struct call *call, struct subject *out)
{
    struct unit_place_list tops;

    TRY(q_strategy_top(call, &tops));
    *out = (struct subject){0};
    if (tops.count == 1)
        *out = (struct subject){.unit_id = tops.items[0].id, .unit_path = tops.items[0].path};
    return OK;
}

enum err
strategy_maker(struct call *call, bool *out)
{
    struct subject subject;

    TRY(strategy_subject(call, &subject));
    *out = policy_allows(call->who, VERB_STRATEGY_EDIT, &subject);
    return OK;
}

enum err
strategy_open(struct call *call, int64_t id, struct strategy *out)
{
    bool makes = true;
    enum err err = q_strategy_get(call, id, out);

    if (err == OK && out->state == STRATEGY_STATE_DRAFT)
        TRY(strategy_maker(call, &makes));
    if (err == ERR_NOT_FOUND || !makes)
        return fail(call, ERR_NOT_FOUND, "no_such_strategy",
                    "There is no such version of the strategy.");
    return err;
}

enum err
strategy_open_draft(struct call *call, int64_t id, struct strategy *out)
{
    struct subject subject;

    TRY(strategy_open(call, id, out));
    TRY(strategy_subject(call, &subject));
    TRY(policy_check(call, VERB_STRATEGY_EDIT, &subject));
    if (out->state == STRATEGY_STATE_PUBLISHED)
        return fail(call, ERR_CONFLICT, "strategy_published",
                    "This version is published and stays as it is; begin a new draft.");
    return OK;
}

enum err
strategy_newest(struct call *call, struct strategy *out)
{
    return strategy_on(call, DAY_FAR, out);
}

enum err
strategy_on(struct call *call, day_t day, struct strategy *out)
{
    enum err err = q_strategy_holding(call, day, out);

    if (err == ERR_NOT_FOUND)
        err = q_strategy_first(call, out);
    if (err != ERR_NOT_FOUND)
        return err;
    *out = (struct strategy){0};
    return OK;
}

struct happening
strategy_happening(const struct strategy *row, const char *kind)
{
    return (struct happening){
        .kind = kind,
        .type = &type_strategy,
        .subject_id = row->id,
        .owner_id = row->created_by,
        .hidden = row->state == STRATEGY_STATE_DRAFT,
    };
}

static enum err
strategy_save(struct call *call, const char *event, const struct strategy *before,
              struct strategy *after)
{
    after->version = before->version + 1;
    TRY(q_strategy_update(call, after));
    struct happening happening = strategy_happening(after, event);
    return record(call, &happening, before, after);
}

enum err
strategy_show(struct call *call, int64_t id, struct strategy_view *out)
{
    struct strategy newest;

    TRY(q_strategy_show(call, id, out));
    TRY(strategy_newest(call, &newest));
    TRY(q_strategy_theme_list(call, id, &out->themes));
    TRY(strategy_maker(call, &out->may_edit));
    out->holds = newest.id == id;
    out->outdated = out->state == STRATEGY_STATE_DRAFT && newest.id != 0 &&
                    maybe_or(out->based_on_id, 0) != newest.id;
    return OK;
}

enum err
strategy_get(struct call *call, const struct by_id *in, struct strategy_view *out)
{
    struct strategy row;

    TRY(strategy_open(call, in->id, &row));
    return strategy_show(call, in->id, out);
}

enum err
strategy_now_get(struct call *call, struct strategy_now *out)
{
    struct strategy newest;

    *out = (struct strategy_now){0};
    TRY(strategy_maker(call, &out->may_edit));
    TRY(strategy_newest(call, &newest));
    if (newest.id == 0)
        return OK;
    out->strategy = arena_new(call->arena, struct strategy_view);
    if (out->strategy == NULL)
        return ERR_MEMORY;
    return strategy_show(call, newest.id, out->strategy);
}

enum err
strategy_list(struct call *call, const struct strategy_query *in, struct strategy_row_page *out)
{
    struct strategy_row_list rows;
    struct strategy newest;
    bool makes;
    int64_t after[2] = {DAY_FAR, INT64_MAX}; /* session, id */

    TRY(page_read(call, "strategy_list", in->after, after, 2));
    TRY(strategy_maker(call, &makes));
    TRY(strategy_newest(call, &newest));
    TRY(q_strategy_page(call, after[0], after[1], makes, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit)) {
        const struct strategy_row *last = page_last(out);
        out->next = page_write(call, "strategy_list", (int64_t[]){last->session_day, last->id}, 2);
    }
    for (size_t i = 0; i < out->count; i++)
        out->items[i].holds = out->items[i].id == newest.id;
    return OK;
}

/* What a draft is based on is a published version. */
static enum err
check_base(struct call *call, struct maybe based_on_id, struct strategy *ret_base)
{
    *ret_base = (struct strategy){0};
    if (!based_on_id.has)
        return OK;
    enum err err = q_strategy_get(call, based_on_id.value, ret_base);
    if (err == ERR_NOT_FOUND || (err == OK && ret_base->state == STRATEGY_STATE_DRAFT)) {
        fault(call, "/based_on_id", "no_such_strategy",
              "A draft is based on a published version; choose one.");
        return ERR_INVALID;
    }
    return err;
}

/* POST /api/v1/strategies: a draft that begins with everything of the version before. */
enum err
strategy_create(struct call *call, const struct strategy_new *in, struct strategy_view *out)
{
    struct subject subject;
    struct strategy base;
    struct strategy after = {
        .state = STRATEGY_STATE_DRAFT,
        .created_by = maybe_of(call->person_id),
        .created_at = call->now,
        .version = 1,
    };

    TRY(strategy_subject(call, &subject));
    TRY(policy_check(call, VERB_STRATEGY_EDIT, &subject));
    type_apply(&type_strategy_new, in, &type_strategy, &after);
    TRY(check_base(call, after.based_on_id, &base));
    if (base.id == 0)
        TRY(strategy_newest(call, &base));
    if (base.id != 0) {
        after.based_on_id = maybe_of(base.id);
        after.mission = base.mission;
        after.starting_point = base.starting_point;
    }
    TRY(q_strategy_insert(call, &after, &after.id));
    TRY(q_strategy_theme_copy(call, after.id, base.id));
    struct happening happening = strategy_happening(&after, EVENT_STRATEGY_CREATED);
    TRY(record(call, &happening, NULL, &after));
    return strategy_show(call, after.id, out);
}

enum err
strategy_update(struct call *call, const struct strategy_patch *in, struct strategy_view *out)
{
    struct strategy before;
    struct strategy base;

    TRY(strategy_open_draft(call, in->id, &before));
    TRY(call_match(call, before.version));
    struct strategy after = before;
    type_apply(&type_strategy_patch, in, &type_strategy, &after);
    TRY(check_base(call, after.based_on_id, &base));
    TRY(strategy_save(call, EVENT_STRATEGY_UPDATED, &before, &after));
    return strategy_show(call, in->id, out);
}

/* DELETE /api/v1/strategies/{id}: a draft, and the themes that only it proposed. */
enum err
strategy_delete(struct call *call, const struct by_id *in)
{
    struct strategy row;
    struct strategy_theme_view_list themes;

    TRY(strategy_open_draft(call, in->id, &row));
    TRY(call_match(call, row.version));
    TRY(q_strategy_theme_list(call, in->id, &themes));
    for (size_t i = 0; i < themes.count; i++) {
        TRY(q_strategy_theme_remove(call, themes.items[i].id));
        TRY(q_theme_forget(call, themes.items[i].theme_id));
    }
    TRY(q_strategy_remove(call, in->id));
    struct happening happening = strategy_happening(&row, EVENT_STRATEGY_DELETED);
    return record(call, &happening, &row, NULL);
}

/* A version holds from its session on, after the one that holds now, and says what changed. */
static enum err
check_publish(struct call *call, const struct strategy *row)
{
    struct strategy newest;
    struct maybe themes;
    day_t today;

    TRY(strategy_newest(call, &newest));
    TRY(setting_today(call, &today));
    TRY(q_strategy_theme_count(call, row->id, &themes));
    if (row->session_day > today)
        return fail(call, ERR_CONFLICT, "session_ahead",
                    "The session lies ahead; publish on its day, or change the day.");
    if (newest.id != 0 && row->session_day < newest.session_day)
        return fail(call, ERR_CONFLICT, "session_before",
                    "The session lies before %.*s, which holds now; change the day.",
                    STR_FMT(newest.name));
    if (newest.id != 0 && maybe_or(row->based_on_id, 0) != newest.id)
        return fail(call, ERR_CONFLICT, "strategy_outdated",
                    "%.*s was published since this draft was begun; take over what it changed, "
                    "then base the draft on it.",
                    STR_FMT(newest.name));
    if (themes.value == 0)
        return fail(call, ERR_CONFLICT, "no_themes", "Put at least one theme into the draft.");
    if (newest.id != 0 && row->change_note.len == 0)
        return fail(call, ERR_CONFLICT, "no_change_note", "Say what changed since %.*s, and why.",
                    STR_FMT(newest.name));
    return OK;
}

/* POST /api/v1/strategies/{id}/publish: it holds, its themes with it; the others end. */
enum err
strategy_publish(struct call *call, const struct by_id *in, struct strategy_view *out)
{
    struct strategy before;

    TRY(strategy_open_draft(call, in->id, &before));
    TRY(call_match(call, before.version));
    TRY(check_publish(call, &before));
    struct strategy after = before;
    after.state = STRATEGY_STATE_PUBLISHED;
    after.published_by = maybe_of(call->person_id);
    after.published_at = maybe_of(call->now);
    TRY(strategy_save(call, EVENT_STRATEGY_PUBLISHED, &before, &after));
    TRY(q_theme_hold(call, in->id));
    TRY(q_theme_end(call, in->id));
    return strategy_show(call, in->id, out);
}

enum err
strategy_history(struct call *call, const struct history_query *in, struct history_entry_page *out)
{
    struct strategy row;
    struct history_entry_list entries;
    int64_t before[2] = {INT64_MAX, INT64_MAX}; /* event, change */

    TRY(strategy_open(call, in->id, &row));
    TRY(page_read(call, "strategy_history", in->after, before, 2));
    TRY(q_strategy_history_page(call, in->id, before[0], before[1], in->limit + 1, &entries));
    if (page_cut(out, entries, in->limit)) {
        const struct history_entry *last = page_last(out);
        out->next = page_write(call, "strategy_history", (int64_t[]){last->event_id, last->id}, 2);
    }
    return OK;
}
