/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/process/step.h"

#include "gen/org_sql.h"
#include "gen/process_sql.h"
#include "model/page.h"
#include "practice/access/history.h"
#include "practice/access/setting.h"
#include "practice/process/duty.h"
#include "practice/process/evidence.h"
#include "practice/process/state.h"

void
step_rows_fill(const struct call *call, struct step_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        rows[i].state = step_state(STEP_FACTS(&rows[i]), call->now);
}

enum err
step_open(struct call *call, int64_t id, struct step *out)
{
    enum err err = q_step_by_id(call, id, out);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_step", "There is no such step.");
    return err;
}

enum err
step_paths(struct call *call, struct maybe unit_id, struct str *ret_low, struct str *ret_high)
{
    struct unit_place unit;

    *ret_low = STR("/");
    *ret_high = STR("0"); /* the byte behind a slash */
    if (!unit_id.has)
        return OK;
    enum err err = q_unit_place(call, unit_id.value, &unit);
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_unit", "There is no such unit.");
    TRY(err);
    *ret_low = unit.path;
    *ret_high = str_fmt(call->arena, "%.*s0", (int)unit.path.len - 1, unit.path.ptr);
    return arena_failed(call->arena);
}

/* ---- one step ---------------------------------------------------------------------------------
 */

static bool
am_among(const struct call *call, const struct duty_person_list *people)
{
    for (size_t i = 0; i < people->count; i++)
        if (people->items[i].id == call->person_id)
            return true;
    return false;
}

/* The line of a text; "no text" behind its last one. */
static struct str
line_of(struct str text, int64_t rank)
{
    struct str line = {0};
    struct str rest = text;

    for (int64_t i = 0; i <= rank && !str_is_null(rest); i++)
        line = str_trim(str_cut(rest, '\n', &rest));
    return line.len > 0 ? line : (struct str){0};
}

static enum err
documents_fill(struct call *call, struct step_view *out)
{
    TRY(q_step_documents(call, out->id, &out->documents));
    for (size_t i = 0; i < out->documents.count; i++) {
        struct step_document_view *row = &out->documents.items[i];
        row->name_en = line_of(out->documents_en, row->rank);
        row->name_nl = line_of(out->documents_nl, row->rank);
    }
    return OK;
}

static enum err
people_fill(struct call *call, const struct step *step, struct step_view *out)
{
    TRY(process_duty_people(call, step, process_step_duty(step->person_id, out->scope, out->duty),
                            &out->people));
    if (out->deputy != DUTY_NULL)
        TRY(process_duty_people(call, step, out->deputy, &out->deputies));
    bool answers = am_among(call, &out->people) || am_among(call, &out->deputies);
    bool open = out->state != STEP_STATE_NOT_NEEDED && !out->ended_at.has;
    out->may_sign = answers && open && !out->computed;
    out->may_document = answers && open && out->evidence == EVIDENCE_INPUT_PACK;
    return OK;
}

static enum err
computed(struct call *call, enum evidence evidence, bool *out)
{
    unsigned told;

    TRY(evidence_told(call, &told));
    *out = evidence != EVIDENCE_SIGNATURE &&
           (!evidence_kind_of(evidence)->told || (told & 1U << evidence) != 0);
    return OK;
}

enum err
step_show(struct call *call, int64_t id, struct step_view *out)
{
    struct step step;

    TRY(step_open(call, id, &step));
    TRY(q_step_show(call, id, out));
    out->state = step_state(STEP_FACTS(out), call->now);
    TRY(computed(call, out->evidence, &out->computed));
    TRY(people_fill(call, &step, out));
    TRY(q_step_waits(call, id, &out->waits));
    TRY(q_step_missing(call, id, call->person_id, &out->missing));
    return documents_fill(call, out);
}

enum err
step_get(struct call *call, const struct by_id *in, struct step_view *out)
{
    return step_show(call, in->id, out);
}

enum err
step_history(struct call *call, const struct history_query *in, struct history_entry_page *out)
{
    struct step step;

    TRY(step_open(call, in->id, &step));
    return history_of(call, "step_history", &type_step, in, out);
}

/* ---- lists ------------------------------------------------------------------------------------
 */

static void
page_end(struct call *call, const char *op, struct step_row_page *out)
{
    const struct step_row *last = page_last(out);

    out->next = page_write(call, op, (int64_t[]){last->due_at, last->id}, 2);
}

/* GET /api/v1/steps */
enum err
step_list(struct call *call, const struct step_query *in, struct step_row_page *out)
{
    struct step_row_list rows;
    struct str low;
    struct str high;
    day_t today;
    int64_t after[2] = {INT64_MIN, 0};

    TRY(page_read(call, "step_list", in->after, after, 2));
    TRY(setting_today(call, &today));
    TRY(step_paths(call, in->unit_id, &low, &high));
    TRY(q_step_page(call, in->process_id, in->cycle_id, in->rule_id, low, high,
                    str_from(choice_name(board_filter_choice, (int)in->filter)), call->now,
                    call->person_id, today, after[0], after[1], in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        page_end(call, "step_list", out);
    step_rows_fill(call, out->items, out->count);
    return OK;
}
