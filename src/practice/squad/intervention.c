/* SPDX-License-Identifier: Apache-2.0 */
/* Interventions and visits: what an OKR master did, or will do, in a unit. */
#include "gen/org_sql.h"
#include "gen/squad_sql.h"
#include "model/page.h"
#include "practice/access/history.h"
#include "practice/access/person.h"
#include "practice/access/setting.h"
#include "practice/org/unit.h"
#include "practice/squad/desk.h"

#define DAY_FAR            2932896 /* 9999-12-31 */
#define INTERVENTIONS_PAGE 200     /* at most in one answer: their people are read at once */

enum err
intervention_fill(struct call *call, struct intervention_view *items, size_t count)
{
    int64_t ids[INTERVENTIONS_PAGE];
    struct present_row_list people;

    for (size_t i = 0; i < count; i++) {
        items[i].may_edit = squad_works(call, items[i].unit_id, items[i].unit_path);
        ids[i] = items[i].id;
    }
    TRY(q_intervention_people(call, &(struct id_list){ids, count}, &people));
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < people.count; k++)
            if (people.items[k].of_id == items[i].id && items[i].people.count++ == 0)
                items[i].people.items = &people.items[k];
    return OK;
}

/* For reading. ERR_NOT_FOUND also to those for whom it is not. */
static enum err
intervention_show_to(struct call *call, int64_t id, struct intervention_view *out)
{
    enum err err = q_intervention_show(call, id, out);

    if (err == ERR_NOT_FOUND || (err == OK && !squad_reads(call, out->unit_id, out->unit_path)))
        return fail(call, ERR_NOT_FOUND, "no_such_intervention", "There is no such intervention.");
    TRY(err);
    return intervention_fill(call, out, 1);
}

enum err
intervention_get(struct call *call, const struct by_id *in, struct intervention_view *out)
{
    return intervention_show_to(call, in->id, out);
}

/* GET /api/v1/interventions */
enum err
intervention_list(struct call *call, const struct intervention_query *in,
                  struct intervention_view_page *out)
{
    struct intervention_view_list rows;
    int64_t before[2] = {DAY_FAR, INT64_MAX}; /* day, id */

    TRY(page_read(call, "intervention_list", in->after, before, 2));
    TRY(squad_read_check(call, in->unit_id));
    TRY(q_intervention_page(call, before[0], before[1], in->unit_id, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit)) {
        const struct intervention_view *last = page_last(out);
        out->next = page_write(call, "intervention_list", (int64_t[]){last->day, last->id}, 2);
    }
    return intervention_fill(call, out->items, out->count);
}

static enum err
leave_trace(struct call *call, const char *event, const struct intervention *before,
            const struct intervention *after)
{
    struct happening happening = {.kind = event,
                                  .type = &type_intervention,
                                  .subject_id = after->id,
                                  .owner_id = after->master_id,
                                  .hidden = true};

    return record(call, &happening, before, after);
}

/* Notes what is wrong with the whole. Who left may stay where they were named. */
static enum err
check(struct call *call, const struct intervention *before, const struct intervention *row)
{
    struct squad_case of;

    if (row->state == INTERVENTION_STATE_DONE && row->outcome.len == 0)
        fault(call, "/outcome", "required", "Say what came of it.");
    if (before == NULL || !maybe_eq(row->master_id, before->master_id))
        TRY(person_check(call, row->master_id, "/master_id"));
    if (row->case_id.has) {
        enum err err = q_squad_case_row(call, row->case_id.value, &of);
        if (err != OK && err != ERR_NOT_FOUND)
            return err;
        if (err == ERR_NOT_FOUND || of.unit_id != row->unit_id)
            fault(call, "/case_id", "no_such_case", "The unit has no such case.");
    }
    return OK;
}

enum err
present_check(struct call *call, const struct id_list *ids, const struct present_row_list *before)
{
    for (size_t i = 0; i < ids->count; i++) {
        bool known = false;
        for (size_t k = 0; k < before->count; k++)
            known = known || before->items[k].person_id == ids->items[i];
        if (!known)
            TRY(person_check(call, maybe_of(ids->items[i]),
                             str_fmt(call->arena, "/person_ids/%zu", i).ptr));
    }
    return OK;
}

static enum err
people_save(struct call *call, int64_t id, const struct id_list *ids)
{
    TRY(q_intervention_people_clear(call, id));
    for (size_t i = 0; i < ids->count; i++)
        TRY(q_intervention_person_add(
            call,
            &(struct intervention_person){.intervention_id = id, .person_id = ids->items[i]}));
    return OK;
}

/* POST /api/v1/units/{id}/interventions: by the one who logs it, unless somebody is named. */
enum err
intervention_create(struct call *call, const struct intervention_new *in,
                    struct intervention_view *out)
{
    struct intervention row = {.unit_id = in->id,
                               .created_by = maybe_of(call->person_id),
                               .created_at = call->now,
                               .version = 1};
    struct open_unit unit;

    TRY(unit_open_to(call, in->id, VERB_SQUAD_WORK, &unit));
    type_apply(&type_intervention_new, in, &type_intervention, &row);
    if (!row.master_id.has)
        row.master_id = maybe_of(call->person_id);
    TRY(check(call, NULL, &row));
    TRY(present_check(call, &in->person_ids, &(struct present_row_list){0}));
    TRY(call_faults(call));
    TRY(q_intervention_insert(call, &row, &row.id));
    TRY(people_save(call, row.id, &in->person_ids));
    TRY(leave_trace(call, EVENT_INTERVENTION_CREATED, NULL, &row));
    return intervention_show_to(call, row.id, out);
}

/* PATCH /api/v1/interventions/{id} */
enum err
intervention_update(struct call *call, const struct intervention_patch *in,
                    struct intervention_view *out)
{
    struct intervention before;
    struct open_unit unit;

    TRY(intervention_show_to(call, in->id, out));
    TRY(q_intervention_row(call, in->id, &before));
    TRY(unit_open_to(call, before.unit_id, VERB_SQUAD_WORK, &unit));
    TRY(call_match(call, before.version));
    struct intervention after = before;
    type_apply(&type_intervention_patch, in, &type_intervention, &after);
    TRY(check(call, &before, &after));
    TRY(present_check(call, &in->person_ids, &out->people));
    TRY(call_faults(call));
    after.version = before.version + 1;
    TRY(q_intervention_set(call, &after));
    if ((in->given & INTERVENTION_PATCH_PERSON_IDS) != 0)
        TRY(people_save(call, in->id, &in->person_ids));
    TRY(leave_trace(call, EVENT_INTERVENTION_UPDATED, &before, &after));
    return intervention_show_to(call, in->id, out);
}

/* GET /api/v1/interventions/{id}/history */
enum err
intervention_history(struct call *call, const struct history_query *in,
                     struct history_entry_page *out)
{
    struct intervention_view view;

    TRY(intervention_show_to(call, in->id, &view));
    return history_of(call, "intervention_history", &type_intervention, in, out);
}
