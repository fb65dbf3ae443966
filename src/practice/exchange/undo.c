/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/exchange/undo.h"

#include "gen/exchange_sql.h"
#include "model/scalar.h"
#include "practice/access/setting.h"
#include "practice/record/record.h"

enum err
undo_keep(struct undoing *u, struct str name, const char *reason)
{
    u->out->kept_count++;
    if (u->told.lines.count >= PEOPLE_LINES_SHOWN)
        return OK;
    return people_tell(&u->told, &(struct people_line){.outcome = IMPORT_OUTCOME_DOUBTFUL,
                                                       .name = str_copy(u->call->arena, name),
                                                       .reason = str_from(reason)});
}

enum err
undo_field(struct undoing *u, const struct field *field, struct str value, void *row)
{
    struct wrong wrong;

    if (field->kind == FIELD_TEXT)
        field_set_text(field, row, value);
    else if (str_is_null(value))
        field_set_number(field, row, maybe_none());
    else if (!scalar_set(u->call->arena, field, value, row, &wrong))
        return ERR_CORRUPT;
    return OK;
}

enum verb
undo_verb(struct str source)
{
    return str_starts(source, str_from(people_mapping.stem)) ? VERB_ORGANISATION_EDIT
                                                             : VERB_OKR_IMPORT;
}

enum err
undo_newest(struct call *call, struct people_undone *out, struct people_lines *lines)
{
    struct import_run_list runs;
    struct undoing u = {.call = call, .told = {.call = call}, .out = out};

    TRY(q_import_run_newest(call, &runs));
    if (runs.count == 0)
        return fail(call, ERR_CONFLICT, "nothing_to_undo",
                    "There is no import that could be taken back.");
    u.run = &runs.items[0];
    TRY(policy_check(call, undo_verb(u.run->source), &(struct subject){0}));
    out->import_id = u.run->id;
    TRY(setting_today(call, &u.today));
    /* Said first: the events this leaves are not the work of people who went on with something. */
    TRY(q_import_run_undone(call, maybe_of(call->now), u.run->id));
    bool is_of_people = undo_verb(u.run->source) == VERB_ORGANISATION_EDIT;
    if (!is_of_people)
        TRY(undo_intake(&u));
    TRY(undo_people(&u));
    TRY(q_import_forget(call, u.run->id));
    *lines = u.told.lines;
    struct happening happening = {.kind = is_of_people ? EVENT_PEOPLE_IMPORT_UNDONE
                                                       : EVENT_IMPORT_UNDONE,
                                  .type = &type_import_run,
                                  .subject_id = u.run->id};
    return record(call, &happening, NULL, NULL);
}
