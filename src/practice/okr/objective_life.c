/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The life of an objective: draft and published (practice/review/publish.c), and beside it dropped
 * or archived, with a reason, and restored; closing, which takes scores, is a part of its own.
 * Every step is one event, and every step that changes what counts is carried upward in the same
 * transaction.
 */
#include "gen/okr_sql.h"
#include "practice/okr/alignment.h"
#include "practice/okr/measure_list.h"
#include "practice/okr/objective.h"
#include "practice/okr/propagate.h"

enum err
objective_step_open(struct call *call, int64_t id, struct open_objective *out)
{
    TRY(objective_open_to(call, id, VERB_OBJECTIVE_PUBLISH, out));
    return call_match(call, out->row.version);
}

enum err
objective_step_save(struct call *call, const char *event, const struct open_objective *open,
                    struct objective *after, struct objective_view *out)
{
    TRY(objective_save(call, event, &open->row, after));
    TRY(propagate(call, after->id));
    return objective_show(call, after->id, out);
}

/* Dropping and archiving are alike: a moment and a reason. */
static enum err
put_away(struct call *call, const struct with_reason *in, const char *event, bool archive,
         struct objective_view *out)
{
    struct open_objective open;

    TRY(objective_step_open(call, in->id, &open));
    if (open.row.state == OBJECTIVE_STATE_DRAFT)
        return fail(call, ERR_CONFLICT, "still_draft", "A draft is deleted, not put away.");
    if (open.row.dropped_at.has || open.row.archived_at.has)
        return fail(call, ERR_CONFLICT, "objective_put_away",
                    "The objective was dropped or archived already.");
    struct objective after = open.row;
    if (archive)
        after.archived_at = maybe_of(call->now);
    else
        after.dropped_at = maybe_of(call->now);
    after.reason = in->reason;
    return objective_step_save(call, event, &open, &after, out);
}

enum err
objective_drop(struct call *call, const struct with_reason *in, struct objective_view *out)
{
    return put_away(call, in, EVENT_OBJECTIVE_DROPPED, /* archive= */ false, out);
}

enum err
objective_archive(struct call *call, const struct with_reason *in, struct objective_view *out)
{
    return put_away(call, in, EVENT_OBJECTIVE_ARCHIVED, /* archive= */ true, out);
}

enum err
objective_restore(struct call *call, const struct by_id *in, struct objective_view *out)
{
    struct open_objective open;

    TRY(objective_step_open(call, in->id, &open));
    if (!open.row.dropped_at.has && !open.row.archived_at.has)
        return fail(call, ERR_CONFLICT, "not_put_away",
                    "The objective was neither dropped nor archived.");
    struct objective after = open.row;
    after.dropped_at = maybe_none();
    after.archived_at = maybe_none();
    after.reason = (struct str){0};
    return objective_step_save(call, EVENT_OBJECTIVE_RESTORED, &open, &after, out);
}

/* DELETE /api/v1/objectives/{id}: a draft with its key results and links; its history stays. */
enum err
objective_delete(struct call *call, const struct by_id *in)
{
    struct open_objective open;

    TRY(objective_open_to(call, in->id, VERB_OBJECTIVE_EDIT, &open));
    TRY(call_match(call, open.row.version));
    if (open.row.state != OBJECTIVE_STATE_DRAFT)
        return fail(call, ERR_CONFLICT, "not_a_draft",
                    "Only a draft can be deleted; drop or archive a published objective.");
    TRY(alignment_forget_of_objective(call, in->id));
    TRY(q_initiative_delete_of_objective(call, in->id));
    TRY(measure_lists_delete_of_objective(call, in->id));
    TRY(q_key_result_delete_of_objective(call, in->id));
    TRY(q_objective_unit_clear(call, in->id));
    TRY(q_objective_owner_clear(call, in->id));
    TRY(q_objective_reader_clear(call, in->id));
    TRY(q_objective_past_clear(call, in->id));
    TRY(q_objective_tag_clear(call, in->id));
    TRY(q_merged_tag_clear_of_objective(call, in->id));
    TRY(q_objective_delete(call, in->id));
    struct happening happening = objective_happening(&open.row, EVENT_OBJECTIVE_DELETED);
    return record(call, &happening, &open.row, NULL);
}
