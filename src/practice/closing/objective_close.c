/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Closing an objective takes scores: of each live key result, and of the
 * objective itself from its own contribution. What nobody says is scored as
 * suggested; who differs by more than 0.1 says why. Opening it again takes the
 * scores away.
 */
#include "gen/closing_sql.h"
#include "gen/okr_sql.h"
#include "practice/closing/closing.h"
#include "practice/okr/propagate.h"
#include "practice/okr/score.h"

/* Opens to end it or begin it again, and compares versions. */
static enum err
step_open(struct call *call, int64_t id, struct open_objective *out)
{
    TRY(objective_open_to(call, id, VERB_OBJECTIVE_PUBLISH, out));
    return call_match(call, out->row.version);
}

/* Notes what is wrong with a score somebody gave; `at` is the pointer to what
 * it stands in. */
static void
check_score(struct call *call, struct str at, struct maybe score, struct str reason,
            struct maybe suggested)
{
    struct str pointer = str_fmt(call->arena, "%.*s/score", STR_FMT(at));

    if (!score.has)
        return;
    if (!score_is_valid(score.value)) {
        fault(call, pointer.ptr, "one_decimal",
              "A score lies between 0.0 and 1.0 and has one decimal.");
        return;
    }
    if (!suggested.has || reason.len > 0 || !score_needs_reason(suggested.value, score.value))
        return;
    pointer = str_fmt(call->arena, "%.*s/reason", STR_FMT(at));
    fault(call, pointer.ptr, "reason_required",
          "The suggestion is %lld.%lld; say why the score differs by more than "
          "0.1.",
          (long long)(suggested.value / FRACTION_ONE),
          (long long)(suggested.value % FRACTION_ONE / SCORE_STEP));
}

/* What is said of one live key result, and which it is. */
struct verdict {
    const struct closing_key_result *key_result;
    struct maybe score;
    struct str reason;
};

struct verdicts {
    struct verdict *items;
    size_t count;
};

/* The live key results, each scored as suggested until somebody says otherwise.
 */
static enum err
verdicts_suggest(struct call *call, const struct objective *objective, struct verdicts *out)
{
    int64_t id = objective->id;
    struct closing_key_result_list rows;

    TRY(q_closing_key_result_list(call, &(struct id_list){&id, 1}, &rows));
    *out = (struct verdicts){.items = arena_array(call->arena, rows.count, sizeof(*out->items))};
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < rows.count; i++)
        if (!rows.items[i].dropped_at.has)
            out->items[out->count++] = (struct verdict){
                .key_result = &rows.items[i],
                .score = closing_suggest(maybe_of(rows.items[i].contribution), objective->kind)};
    return OK;
}

static struct verdict *
verdict_of(const struct verdicts *verdicts, int64_t key_result_id)
{
    for (size_t i = 0; i < verdicts->count; i++)
        if (verdicts->items[i].key_result->id == key_result_id)
            return &verdicts->items[i];
    return NULL;
}

/* What was said of the key results replaces what was suggested. */
static void
verdicts_take(struct call *call, const struct objective_verdict *in, struct verdicts *verdicts)
{
    for (size_t i = 0; i < in->key_results.count; i++) {
        const struct key_result_verdict *said = &in->key_results.items[i];
        struct str at = str_fmt(call->arena, "/key_results/%zu", i);
        struct verdict *verdict = verdict_of(verdicts, said->id);
        if (verdict == NULL) {
            struct str pointer = str_fmt(call->arena, "%.*s/id", STR_FMT(at));
            fault(call, pointer.ptr, "no_such_key_result",
                  "The objective has no such key result, or it was dropped.");
            continue;
        }
        check_score(call, at, said->score, said->reason, verdict->score);
        if (said->score.has)
            verdict->score = said->score;
        verdict->reason = said->reason;
    }
}

static void
check_ambition(struct call *call, const struct objective *after, enum ambition ambition)
{
    bool asked = after->score.has && score_asks_ambition(after->score.value, after->kind);

    if (asked && ambition == AMBITION_NULL)
        fault(call, "/ambition", "ambition_required",
              "All of a stretch was reached; say whether it was ambitious enough.");
    if (!asked && ambition != AMBITION_NULL)
        fault(call, "/ambition", "not_asked",
              "Only where a stretch scores 1.0 is it asked whether it was "
              "ambitious enough.");
}

static enum err
leave_score(struct call *call, const struct objective *objective, int64_t key_result_id,
            const struct key_result_score *before, const struct key_result_score *after)
{
    struct happening happening = objective_happening(objective, EVENT_KEY_RESULT_SCORED);

    happening.type = &type_key_result_score;
    happening.subject_id = key_result_id;
    return record(call, &happening, before, after);
}

static enum err
verdicts_save(struct call *call, const struct objective *objective, const struct verdicts *verdicts)
{
    for (size_t i = 0; i < verdicts->count; i++) {
        const struct verdict *verdict = &verdicts->items[i];
        struct key_result_score before = {.score = verdict->key_result->score,
                                          .reason = verdict->key_result->reason};
        struct key_result_score after = {.score = verdict->score, .reason = verdict->reason};
        struct key_result_closing row = {.key_result_id = verdict->key_result->id,
                                         .reason = verdict->reason};
        TRY(q_key_result_score_set(call, verdict->score, row.key_result_id));
        TRY(q_key_result_closing_delete(call, row.key_result_id));
        if (row.reason.len > 0)
            TRY(q_key_result_closing_insert(call, &row));
        TRY(leave_score(call, objective, row.key_result_id, &before, &after));
    }
    return OK;
}

/* Row, event, what was said, and what is above it. */
static enum err
close_save(struct call *call, const struct open_objective *open, struct objective *after,
           const struct objective_verdict *in, const struct verdicts *verdicts)
{
    struct closing row = {.objective_id = after->id,
                          .contribution = open->row.progress,
                          .reason = in->reason,
                          .ambition = in->ambition};

    TRY(objective_save(call, EVENT_OBJECTIVE_CLOSED, &open->row, after));
    TRY(q_closing_insert(call, &row));
    TRY(verdicts_save(call, after, verdicts));
    bool met = open->row.progress.has && score_is_met(open->row.progress.value);
    if (after->kind == OBJECTIVE_KIND_COMMITTED && !met)
        TRY(post_mortem_open(call, after));
    return propagate(call, after->id);
}

/* POST /api/v1/objectives/{id}/close */
enum err
objective_close(struct call *call, const struct objective_verdict *in, struct objective_view *out)
{
    struct open_objective open;
    struct verdicts verdicts;

    TRY(step_open(call, in->id, &open));
    TRY(objective_changeable(call, &open));
    if (open.row.state != OBJECTIVE_STATE_PUBLISHED)
        return fail(call, ERR_CONFLICT, "not_published",
                    "Only a published objective can be closed; a draft can be deleted.");
    struct objective after = open.row;
    struct maybe suggested = closing_suggest(open.row.progress, open.row.kind);
    after.state = OBJECTIVE_STATE_CLOSED;
    after.closed_at = maybe_of(call->now);
    after.score = in->score.has ? in->score : suggested;
    TRY(verdicts_suggest(call, &open.row, &verdicts));
    check_score(call, STR(""), in->score, in->reason, suggested);
    check_ambition(call, &after, in->ambition);
    verdicts_take(call, in, &verdicts);
    TRY(call_faults(call));
    TRY(close_save(call, &open, &after, in, &verdicts));
    return objective_show(call, after.id, out);
}

/* Scores that were given here go; imported ones stay as they were found. */
static enum err
scores_take_away(struct call *call, const struct objective *objective)
{
    int64_t id = objective->id;
    struct closing_key_result_list rows;

    TRY(q_closing_key_result_list(call, &(struct id_list){&id, 1}, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const struct closing_key_result *row = &rows.items[i];
        struct key_result_score before = {.score = row->score, .reason = row->reason};
        struct key_result_score after = {0};
        if (!row->score.has)
            continue;
        TRY(q_key_result_score_set(call, maybe_none(), row->id));
        TRY(q_key_result_closing_delete(call, row->id));
        TRY(leave_score(call, objective, row->id, &before, &after));
    }
    return OK;
}

/* POST /api/v1/objectives/{id}/reopen */
enum err
objective_reopen(struct call *call, const struct by_id *in, struct objective_view *out)
{
    struct open_objective open;
    int64_t closed_here;

    TRY(step_open(call, in->id, &open));
    if (open.row.state != OBJECTIVE_STATE_CLOSED)
        return fail(call, ERR_CONFLICT, "not_closed", "The objective is not closed.");
    if (open.place.cycle_state == CYCLE_STATE_CLOSED)
        return fail(call, ERR_CONFLICT, "cycle_closed",
                    "The cycle is closed; an OKR master can open it again.");
    struct objective after = open.row;
    after.state = OBJECTIVE_STATE_PUBLISHED;
    after.closed_at = maybe_none();
    TRY(q_closing_delete(call, after.id, &closed_here));
    if (closed_here > 0) {
        after.score = maybe_none();
        TRY(scores_take_away(call, &after));
    }
    TRY(q_post_mortem_delete_owed(call, after.id));
    TRY(objective_save(call, EVENT_OBJECTIVE_REOPENED, &open.row, &after));
    TRY(propagate(call, after.id));
    return objective_show(call, after.id, out);
}
