/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/collaboration/mention.h"

#include "base/decimal.h"
#include "gen/access_sql.h"
#include "gen/collaboration_sql.h"
#include "model/fold.h"
#include "practice/access/setting.h"
#include "practice/okr/objective.h"

/* ---- found in a text --------------------------------------------------------------------------
 */

struct mention_place {
    size_t at; /* of the @ */
    size_t len;
    int64_t person_id;
};

/* The next "@[12]" from `from` on. */
static bool
next_mention(struct str body, size_t from, struct mention_place *out)
{
    for (size_t at = from; at + 3 < body.len; at++) {
        if (body.ptr[at] != '@' || body.ptr[at + 1] != '[')
            continue;
        size_t end = at + 2;
        while (end < body.len && body.ptr[end] >= '0' && body.ptr[end] <= '9')
            end++;
        struct str digits = str_slice(body, at + 2, end - at - 2);
        if (end < body.len && body.ptr[end] == ']' && digits.len > 0 &&
            scaled_parse(digits, 0, INT64_MAX / 2, &out->person_id) == OK) {
            out->at = at;
            out->len = end + 1 - at;
            return true;
        }
    }
    return false;
}

static bool
is_among(const struct id_list *ids, int64_t id)
{
    for (size_t i = 0; i < ids->count; i++)
        if (ids->items[i] == id)
            return true;
    return false;
}

enum err
mentions_in(struct call *call, struct str body, struct id_list *out)
{
    struct mention_place place;
    size_t from = 0;
    size_t found = 0;

    while (next_mention(body, from, &place)) {
        found++;
        from = place.at + place.len;
    }
    *out = (struct id_list){.items = arena_array(call->arena, found, sizeof(*out->items))};
    TRY(arena_failed(call->arena));
    for (from = 0; next_mention(body, from, &place); from = place.at + place.len)
        if (!is_among(out, place.person_id))
            out->items[out->count++] = place.person_id;
    return OK;
}

/* ---- who can be mentioned ---------------------------------------------------------------------
 */

static enum err
check_one(struct call *call, const struct comment *comment, int64_t person_id)
{
    struct maybe reads = maybe_of(1);
    struct person person;

    enum err err = q_person_get(call, person_id, &person);
    if (err == ERR_NOT_FOUND) {
        fault(call, "/body", "no_such_person", "There is no such person.");
        return OK;
    }
    TRY(err);
    if (person.merged_into.has ||
        (person.state != PERSON_STATE_ACTIVE && person.state != PERSON_STATE_INVITED)) {
        fault(call, "/body", "cannot_be_told",
              "%.*s cannot sign in, so nobody would read it; mention somebody else.",
              STR_FMT(person.name));
        return OK;
    }
    if (comment->in_draft)
        TRY(q_mention_may_read_draft(call, person_id, comment->objective_id, &reads));
    if (reads.value == 0)
        fault(
            call, "/body", "may_not_read_draft",
            "%.*s may not read this draft; ask them for a review first, or mention somebody else.",
            STR_FMT(person.name));
    return OK;
}

enum err
mentions_check(struct call *call, const struct comment *comment, const struct id_list *mentioned,
               const struct id_list *before)
{
    if (mentioned->count > MENTIONS_MAX)
        fault(call, "/body", "too_many_mentions", "Mention %d people at most.", MENTIONS_MAX);
    for (size_t i = 0; i < mentioned->count && i < MENTIONS_MAX; i++)
        if (!is_among(before, mentioned->items[i]))
            TRY(check_one(call, comment, mentioned->items[i]));
    return OK;
}

/* GET /api/v1/objectives/{id}/mentionable */
enum err
mentionable_list(struct call *call, const struct mentionable_query *in,
                 struct mentionable_view *out)
{
    struct str pattern = str_is_null(in->q) ? STR("%") : fold_pattern(call->arena, in->q);
    struct open_objective open;
    int64_t me = call->person_id;
    day_t today;

    TRY(objective_open(call, in->id, &open));
    TRY(setting_today(call, &today));
    if (open.row.state == OBJECTIVE_STATE_DRAFT)
        return q_mentionable_in_draft(call, today, in->id, me, pattern, in->most, &out->people);
    if (str_is_null(in->q))
        return q_mentionable_around(call, today, me, in->id, in->most, &out->people);
    return q_mentionable_anywhere(call, today, me, pattern, in->most, &out->people);
}
