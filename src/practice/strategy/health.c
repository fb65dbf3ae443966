/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/strategy/health.h"

#include "gen/strategy_sql.h"
#include "model/page.h"
#include "practice/access/setting.h"
#include "practice/record/record.h"
#include "practice/strategy/strategy.h"
#include "practice/strategy/theme.h"

#define DAY_FAR 2932896 /* 9999-12-31 */

void
health_judge(struct health_measure_view *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct health_measure_view *one = &items[i];
        if (!one->current_value.has)
            continue;
        bool low = one->low_value.has && one->current_value.value < one->low_value.value;
        bool high = one->high_value.has && one->current_value.value > one->high_value.value;
        one->within = maybe_of(!low && !high);
    }
}

enum err
health_list(struct call *call, int64_t theme_id, struct health_measure_view_list *out)
{
    TRY(q_health_measure_list(call, theme_id, out));
    health_judge(out->items, out->count);
    return OK;
}

/* How a theme lies to the one who asks: its owner's own, in the organisation as a whole. */
static enum err
subject_of(struct call *call, int64_t theme_id, struct subject *out)
{
    struct maybe owner_id;

    TRY(strategy_subject(call, out));
    TRY(theme_owner(call, theme_id, &owner_id));
    out->own = owner_id.has && owner_id.value == call->person_id;
    return OK;
}

enum err
health_may_record(struct call *call, const struct theme *theme, bool *out)
{
    struct subject subject;

    TRY(subject_of(call, theme->id, &subject));
    *out = theme->state == THEME_STATE_CURRENT &&
           policy_allows(call->who, VERB_HEALTH_RECORD, &subject);
    return OK;
}

/* The theme whose health is followed: it must hold. */
static enum err
open_theme(struct call *call, int64_t theme_id, enum verb verb)
{
    struct theme theme;
    struct subject subject;

    TRY(theme_open(call, theme_id, &theme));
    TRY(subject_of(call, theme_id, &subject));
    TRY(policy_check(call, verb, &subject));
    if (theme.state != THEME_STATE_CURRENT)
        return fail(call, ERR_CONFLICT, "theme_not_current",
                    "Health is followed of themes that hold; %.*s does not.", STR_FMT(theme.name));
    return OK;
}

static enum err
open_measure(struct call *call, int64_t id, enum verb verb, struct health_measure *out)
{
    enum err err = q_health_measure_get(call, id, out);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_measure", "There is no such health measure.");
    TRY(err);
    return open_theme(call, out->theme_id, verb);
}

static enum err
check(struct call *call, const struct health_measure *row)
{
    if (!row->low_value.has && !row->high_value.has)
        fault(call, "/low_value", "no_range",
              "Say from where, up to where, or between what it is healthy.");
    else if (row->low_value.has && row->high_value.has &&
             row->low_value.value > row->high_value.value)
        fault(call, "/high_value", "wrong_side", "The highest wanted value lies below the lowest.");
    return call_faults(call);
}

static enum err
leave_trace(struct call *call, const char *event, const struct health_measure *before,
            const struct health_measure *after)
{
    struct happening happening = {.kind = event,
                                  .type = &type_health_measure,
                                  .subject_id = after != NULL ? after->id : before->id};

    return record(call, &happening, before, after);
}

static enum err
show(struct call *call, int64_t id, struct health_measure_view *out)
{
    TRY(q_health_measure_show(call, id, out));
    health_judge(out, 1);
    return OK;
}

/* POST /api/v1/themes/{id}/health-measures */
enum err
health_measure_create(struct call *call, const struct health_measure_new *in,
                      struct health_measure_view *out)
{
    struct maybe rank;
    struct health_measure after = {.theme_id = in->id, .created_at = call->now, .version = 1};

    TRY(open_theme(call, in->id, VERB_STRATEGY_EDIT));
    type_apply(&type_health_measure_new, in, &type_health_measure, &after);
    after.unit_of_measure = in->unit_of_measure;
    TRY(check(call, &after));
    TRY(q_health_measure_rank_next(call, in->id, &rank));
    after.rank = maybe_or(rank, 0);
    TRY(q_health_measure_insert(call, &after, &after.id));
    TRY(leave_trace(call, EVENT_HEALTH_MEASURE_CREATED, NULL, &after));
    return show(call, after.id, out);
}

enum err
health_measure_update(struct call *call, const struct health_measure_patch *in,
                      struct health_measure_view *out)
{
    struct health_measure before;

    TRY(open_measure(call, in->id, VERB_STRATEGY_EDIT, &before));
    TRY(call_match(call, before.version));
    struct health_measure after = before;
    type_apply(&type_health_measure_patch, in, &type_health_measure, &after);
    TRY(check(call, &after));
    after.version = before.version + 1;
    TRY(q_health_measure_save(call, &after));
    TRY(leave_trace(call, EVENT_HEALTH_MEASURE_UPDATED, &before, &after));
    return show(call, in->id, out);
}

/* DELETE /api/v1/health-measures/{id}: followed no more, not forgotten. */
enum err
health_measure_end(struct call *call, const struct by_id *in)
{
    struct health_measure before;

    TRY(open_measure(call, in->id, VERB_STRATEGY_EDIT, &before));
    TRY(call_match(call, before.version));
    struct health_measure after = before;
    after.ended_at = maybe_of(call->now);
    after.version = before.version + 1;
    TRY(q_health_measure_save(call, &after));
    return leave_trace(call, EVENT_HEALTH_MEASURE_ENDED, &before, NULL);
}

/* POST /api/v1/health-measures/{id}/values */
enum err
health_value_create(struct call *call, const struct health_value_new *in,
                    struct health_value_view *out)
{
    struct health_measure measure;
    day_t today;
    struct health_value after = {
        .measure_id = in->id,
        .person_id = maybe_of(call->person_id),
        .value = in->value,
        .note = in->note,
        .created_at = call->now,
    };

    TRY(open_measure(call, in->id, VERB_HEALTH_RECORD, &measure));
    TRY(setting_today(call, &today));
    after.day = maybe_or(in->day, today);
    if (after.day > today)
        fault(call, "/day", "in_future", "A value tells about today or a day before.");
    TRY(call_faults(call));
    TRY(q_health_value_insert(call, &after, &after.id));
    struct happening happening = {
        .kind = EVENT_HEALTH_VALUE_CREATED, .type = &type_health_measure, .subject_id = measure.id};
    TRY(record(call, &happening, NULL, NULL));
    return q_health_value_show(call, after.id, out);
}

enum err
health_value_list(struct call *call, const struct health_value_query *in,
                  struct health_value_view_page *out)
{
    struct health_measure measure;
    struct theme theme;
    struct health_value_view_list rows;
    int64_t before[2] = {DAY_FAR, INT64_MAX}; /* day, id */

    enum err err = q_health_measure_get(call, in->id, &measure);
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_measure", "There is no such health measure.");
    TRY(err);
    TRY(theme_open(call, measure.theme_id, &theme));
    TRY(page_read(call, "health_value_list", in->after, before, 2));
    TRY(q_health_value_page(call, in->id, before[0], before[1], in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit)) {
        const struct health_value_view *last = page_last(out);
        out->next = page_write(call, "health_value_list", (int64_t[]){last->day, last->id}, 2);
    }
    return OK;
}
