/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/told.h"

#include "gen/okr_sql.h"
#include "gen/record_sql.h"
#include "model/query_list.h"

/* Of what no sum hangs on. What is not named here counts for all units, unless it names one. */
static const char *const says_nothing[] = {
    "absence",          "calendar_feed",
    "chat_hook",        "comment",
    "delegation",       "follow",
    "hand_over",        "handbook",
    "handbook_chapter", "handbook_setting",
    "harmonisation",    "harmonisation_item",
    "health_measure",   "intervention",
    "leadership",       "link",
    "membership",       "notice",
    "notice_choice",    "notice_time",
    "outbox",           "person",
    "process_phase",    "process_rule",
    "process_template", "process_version",
    "proposal",         "role_grant",
    "saved_view",       "session",
    "squad_case",       "strategy",
    "strategy_theme",   "tag",
    "template",         "token",
};

/* Of what no objective comes, goes, or hangs elsewhere by. What is not named here may do so. */
static const char *const links_nothing[] = {
    "action",  "blocker",      "check_in", "initiative", "key_result",
    "meeting", "meeting_item", "step",     "unit_duty",
};

/* By what no sum hangs on, but names do that rows of lists show. */
static const char *const says_names[] = {
    "hand_over", "person", "strategy", "strategy_theme", "tag",
};

/* By what no objective is written otherwise. */
static const char *const says_no_words[] = {
    "action", "blocker", "initiative", "meeting", "meeting_item", "step", "unit_duty",
};

#define IS_NAMED(list, name) is_named(list, sizeof(list) / sizeof((list)[0]), name)

static bool
is_named(const char *const *list, size_t count, struct str name)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(str_from(list[i]), name))
            return true;
    return false;
}

/* Might an objective be written otherwise by it? A check-in is told of its key result. */
static bool
says_words(const struct kept_event *event)
{
    return !IS_NAMED(says_no_words, event->subject) && !str_starts(event->kind, STR("check_in_"));
}

static bool
is_applied(const struct kept_event *event)
{
    return str_eq(event->kind, STR("reorganisation_applied"));
}

static bool
says_something(const struct kept_event *event)
{
    if (str_eq(event->subject, STR("reorganisation")))
        return is_applied(event);
    return !IS_NAMED(says_nothing, event->subject);
}

/* It concerns all units. */
static bool
is_whole(const struct kept_event *event)
{
    return !event->unit_id.has || is_applied(event) || str_eq(event->subject, STR("process"));
}

static enum err
add(struct told_units *told, int64_t unit_id)
{
    size_t place;

    if (idmap_get(&told->places, unit_id, &place))
        return OK;
    TRY(idmap_set(&told->places, unit_id, told->count));
    int64_t *ids = arena_more(told->places.arena, told->ids, told->count, sizeof(*ids));
    if (ids == NULL)
        return ERR_MEMORY;
    told->ids = ids;
    told->ids[told->count++] = unit_id;
    return OK;
}

typedef enum err reach_query(struct call *call, const struct id_list *unit_ids,
                             struct id_row_list *out);

/* Adds what these units reach. */
static enum err
add_reached(struct call *call, struct told_units *told, int64_t *ids, size_t count,
            reach_query *reach)
{
    for (size_t at = 0; at < count; at += QUERY_LIST_MAX) {
        struct id_row_list rows;
        const struct id_list portion = query_list_portion(ids, count, at);
        TRY(reach(call, &portion, &rows));
        for (size_t i = 0; i < rows.count; i++)
            TRY(add(told, rows.items[i].id));
    }
    return OK;
}

/* Events behind the cursor that say something of units; and do others say something of names? */
static enum err
hear(struct call *call, const struct kept_cursor *at, struct kept_event_list *out, bool *ret_names)
{
    size_t count = 0;

    *ret_names = false;
    TRY(q_kept_heard(call, at->txid, at->event_id, out));
    for (size_t i = 0; i < out->count; i++) {
        *ret_names = *ret_names || IS_NAMED(says_names, out->items[i].subject);
        if (says_something(&out->items[i]))
            out->items[count++] = out->items[i];
    }
    out->count = count;
    return OK;
}

/* What an event says of its own unit, and of the one that something left. */
static enum err
add_event(struct told_units *told, const struct kept_event *event)
{
    told->links = told->links || !IS_NAMED(links_nothing, event->subject);
    told->units = told->units || str_eq(event->subject, STR("unit"));
    TRY(add(told, event->unit_id.value));
    return event->left_id.has ? add(told, event->left_id.value) : OK;
}

/* Units below those that changed themselves, which take their rhythm and their zone from them. */
static enum err
add_below(struct call *call, const struct kept_event_list *events, struct told_units *told)
{
    int64_t *ids = arena_array(call->arena, events->count, sizeof(*ids));
    size_t count = 0;

    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < events->count; i++)
        if (str_eq(events->items[i].subject, STR("unit")))
            ids[count++] = events->items[i].unit_id.value;
    return add_reached(call, told, ids, count, q_kept_below);
}

/* Units whose objectives hang under one that is called otherwise, came, went or changed its unit or
 * cycle, or by a link that passes by its unit: how well they are written hangs on it. */
static enum err
add_hanging(struct call *call, const struct kept_event_list *events, struct told_units *told)
{
    int64_t *ids = arena_array(call->arena, 2 * events->count, sizeof(*ids));
    size_t count = 0;

    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < events->count; i++) {
        const struct kept_event *event = &events->items[i];
        if (event->left_id.has)
            ids[count++] = event->left_id.value;
        if (!IS_NAMED(links_nothing, event->subject) && !str_eq(event->subject, STR("alignment")))
            ids[count++] = event->unit_id.value;
    }
    return add_reached(call, told, ids, count, q_kept_hanging);
}

/* An objective came or went, as it may in a closed cycle, too. */
static bool
came_or_went(const struct kept_event *event)
{
    return str_eq(event->kind, STR(EVENT_OBJECTIVE_DROPPED)) ||
           str_eq(event->kind, STR(EVENT_OBJECTIVE_ARCHIVED)) ||
           str_eq(event->kind, STR(EVENT_OBJECTIVE_RESTORED));
}

/* Units above objectives that came or went, whatever their cycle. */
static enum err
add_above_ever(struct call *call, const struct kept_event_list *events, struct told_units *told)
{
    int64_t *ids = arena_array(call->arena, events->count, sizeof(*ids));
    size_t count = 0;

    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < events->count; i++)
        if (came_or_went(&events->items[i]))
            ids[count++] = events->items[i].unit_id.value;
    return add_reached(call, told, ids, count, q_kept_above_ever);
}

void
told_ahead(struct call *call, const struct kept_cursor *at)
{
    q_kept_heard_ahead(call, at->txid, at->event_id);
    q_kept_newest_ahead(call);
}

enum err
told_anything(struct call *call, const struct kept_cursor *at, bool *out)
{
    struct kept_event_list events;
    bool names;

    TRY(hear(call, at, &events, &names));
    *out = events.count > 0;
    return OK;
}

static enum err
told_by(struct call *call, const struct kept_event_list *events, bool names, struct told_units *out)
{
    *out = (struct told_units){.names = names};
    idmap_init(&out->places, call->arena);
    for (size_t i = 0; i < events->count; i++)
        if (is_whole(&events->items[i])) {
            out->all = out->links = out->units = out->names = true;
            return OK;
        }
    for (size_t i = 0; i < events->count; i++)
        TRY(add_event(out, &events->items[i]));
    if (events->count == 0)
        return OK;
    TRY(add_below(call, events, out));
    TRY(add_reached(call, out, out->ids, out->count, q_kept_above));
    TRY(add_above_ever(call, events, out));
    return add_hanging(call, events, out);
}

enum err
told_since(struct call *call, const struct kept_cursor *at, struct told_units *out)
{
    struct kept_event_list events;
    bool names;

    TRY(hear(call, at, &events, &names));
    return told_by(call, &events, names, out);
}

static void
keep_words(struct kept_event_list *events)
{
    size_t count = 0;

    for (size_t i = 0; i < events->count; i++)
        if (says_words(&events->items[i]))
            events->items[count++] = events->items[i];
    events->count = count;
}

enum err
told_words_since(struct call *call, const struct kept_cursor *at, struct told_units *out)
{
    struct kept_event_list events;
    bool names;

    TRY(hear(call, at, &events, &names));
    keep_words(&events);
    return told_by(call, &events, names, out);
}

enum err
told_both_since(struct call *call, const struct kept_cursor *at, struct told_units *out,
                struct told_units *words)
{
    struct kept_event_list events;
    bool names;

    TRY(hear(call, at, &events, &names));
    TRY(told_by(call, &events, names, out));
    keep_words(&events);
    return told_by(call, &events, names, words);
}

enum err
told_so_far(struct call *call, struct kept_cursor *at)
{
    struct event_list newest;

    TRY(q_kept_newest(call, &newest));
    if (newest.count > 0) {
        at->txid = newest.items[0].txid;
        at->event_id = newest.items[0].id;
    }
    return OK;
}
