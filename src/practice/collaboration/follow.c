/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who follows what. Owners, co-owners, owners of key results, whoever commented and whoever was
 * mentioned follow an objective; its members and leaders follow a unit. Everybody may choose
 * otherwise, either way; only choices are kept. What followers hear is in notice/hear.sql.
 */
#include "gen/collaboration.h"
#include "gen/collaboration_sql.h"
#include "gen/okr_sql.h"
#include "gen/org_sql.h"
#include "model/page.h"
#include "practice/access/setting.h"
#include "practice/okr/objective.h"

#define FOLLOWERS_SHOWN 200U

/* ---- who follows ------------------------------------------------------------------------------
 */

/* Of a draft only those who may read it. */
static enum err
objective_follower_refs(struct call *call, int64_t objective_id, struct person_ref_list *out)
{
    struct objective row;

    TRY(q_objective_get(call, objective_id, &row));
    return q_follow_people_of_objective(call, objective_id, row.state == OBJECTIVE_STATE_DRAFT,
                                        out);
}

static enum err
unit_follower_refs(struct call *call, int64_t unit_id, struct person_ref_list *out)
{
    day_t today;

    TRY(setting_today(call, &today));
    return q_follow_people_of_unit(call, unit_id, today, out);
}

/* ---- shown ------------------------------------------------------------------------------------
 */

static void
fill(const struct follow_standing *standing, const struct person_ref_list *people,
     struct followers_view *out)
{
    out->following = standing->follows.has ? standing->follows.value != 0
                                           : standing->reason != FOLLOW_REASON_NULL;
    out->reason = standing->reason;
    out->count = (int64_t)people->count;
    out->people = *people;
    if (out->people.count > FOLLOWERS_SHOWN)
        out->people.count = FOLLOWERS_SHOWN;
}

static enum err
show_objective(struct call *call, int64_t id, struct followers_view *out)
{
    struct follow_standing standing;
    struct person_ref_list people;

    TRY(q_follow_standing_of_objective(call, call->person_id, id, &standing));
    TRY(objective_follower_refs(call, id, &people));
    fill(&standing, &people, out);
    return OK;
}

static enum err
show_unit(struct call *call, int64_t id, struct followers_view *out)
{
    struct follow_standing standing;
    struct person_ref_list people;
    day_t today;

    TRY(setting_today(call, &today));
    TRY(q_follow_standing_of_unit(call, call->person_id, today, id, &standing));
    TRY(unit_follower_refs(call, id, &people));
    fill(&standing, &people, out);
    return OK;
}

static enum err
unit_open(struct call *call, int64_t id, struct unit_place *out)
{
    enum err err = q_unit_place(call, id, out);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_unit", "There is no such unit.");
    return err;
}

/* GET /api/v1/objectives/{id}/followers */
enum err
objective_followers(struct call *call, const struct by_id *in, struct followers_view *out)
{
    struct open_objective open;

    TRY(objective_open(call, in->id, &open));
    return show_objective(call, in->id, out);
}

/* GET /api/v1/units/{id}/followers */
enum err
unit_followers(struct call *call, const struct by_id *in, struct followers_view *out)
{
    struct unit_place place;

    TRY(unit_open(call, in->id, &place));
    return show_unit(call, in->id, out);
}

/* GET /api/v1/me/follows */
enum err
my_follow_list(struct call *call, const struct my_follow_query *in, struct follow_row_page *out)
{
    struct follow_row_list rows;
    int64_t before = INT64_MAX;
    day_t today;

    TRY(setting_today(call, &today));
    TRY(page_read(call, "my_follow_list", in->after, &before, 1));
    if (in->kind == FOLLOW_KIND_UNIT)
        TRY(q_follow_units(call, call->person_id, today, before, in->limit + 1, &rows));
    else
        TRY(q_follow_objectives(call, call->person_id, before, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "my_follow_list", &page_last(out)->id, 1);
    return OK;
}

/* ---- chosen -----------------------------------------------------------------------------------
 */

/* Keeps a choice; `before` is what was chosen so far, with id 0 when nothing was. Choosing what is
 * chosen already changes nothing. */
static enum err
choose(struct call *call, struct follow *row, bool follows)
{
    struct happening happening = {
        .kind = follows ? EVENT_FOLLOWED : EVENT_UNFOLLOWED,
        .type = &type_follow,
        .owner_id = maybe_of(call->person_id),
        .hidden = true,
    };

    if (row->id != 0 && row->follows == follows)
        return OK;
    row->person_id = call->person_id;
    row->follows = follows;
    row->changed_at = call->now;
    if (row->id == 0)
        TRY(q_follow_insert(call, row, &row->id));
    else
        TRY(q_follow_update(call, row));
    happening.subject_id = row->id;
    return record(call, &happening, NULL, NULL);
}

static enum err
choose_objective(struct call *call, int64_t id, bool follows, struct followers_view *out)
{
    struct open_objective open;
    struct follow row = {.objective_id = maybe_of(id)};

    TRY(objective_open(call, id, &open));
    enum err err = q_follow_of_objective(call, row.objective_id, call->person_id, &row);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    TRY(choose(call, &row, follows));
    return show_objective(call, id, out);
}

static enum err
choose_unit(struct call *call, int64_t id, bool follows, struct followers_view *out)
{
    struct unit_place place;
    struct follow row = {.unit_id = maybe_of(id)};

    TRY(unit_open(call, id, &place));
    if (follows && place.valid_until.has)
        return fail(call, ERR_CONFLICT, "unit_closed",
                    "The unit %.*s has ended; follow one that has not.", STR_FMT(place.name));
    enum err err = q_follow_of_unit(call, row.unit_id, call->person_id, &row);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    TRY(choose(call, &row, follows));
    return show_unit(call, id, out);
}

/* POST /api/v1/objectives/{id}/follow */
enum err
objective_follow(struct call *call, const struct by_id *in, struct followers_view *out)
{
    return choose_objective(call, in->id, /* follows= */ true, out);
}

/* POST /api/v1/objectives/{id}/unfollow */
enum err
objective_unfollow(struct call *call, const struct by_id *in, struct followers_view *out)
{
    return choose_objective(call, in->id, /* follows= */ false, out);
}

/* POST /api/v1/units/{id}/follow */
enum err
unit_follow(struct call *call, const struct by_id *in, struct followers_view *out)
{
    return choose_unit(call, in->id, /* follows= */ true, out);
}

/* POST /api/v1/units/{id}/unfollow */
enum err
unit_unfollow(struct call *call, const struct by_id *in, struct followers_view *out)
{
    return choose_unit(call, in->id, /* follows= */ false, out);
}
