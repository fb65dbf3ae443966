/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Units and people that are not here, where a mapping says that an import makes none: a row whose
 * owning unit is missing is refused, one whose people are missing is refused or does without them.
 */
#include "gen/exchange_sql.h"
#include "practice/exchange/intake_part.h"

static bool
makes_all(const struct intake *intake)
{
    return intake->new_units != NEW_UNIT_RULE_REFUSE &&
           intake->new_people != NEW_PERSON_RULE_LEAVE_OUT &&
           intake->new_people != NEW_PERSON_RULE_REFUSE;
}

/* Is this a name that has to stay out? */
static bool
is_missing(const struct intake *intake, enum foreign_kind kind, struct str name)
{
    const struct intake_name *found = intake_name_of(&intake->names, kind, name);

    return found != NULL && found->local_id == 0 && !found->is_new;
}

static enum err
tell(struct intake *intake, const struct stage_row *row, enum intake_column column, struct str name,
     bool refuses)
{
    struct intake_node *node = &intake->nodes[row->id];
    bool is_unit = column == INTAKE_TEAM;
    struct intake_finding finding = {
        .kind = refuses ? FINDING_KIND_REFUSED : FINDING_KIND_DOUBTFUL,
        .row_id = row->id,
        .column = column,
        .reason =
            is_unit
                ? str_fmt(intake->stage->arena, "There is no unit \"%.*s\" here.", STR_FMT(name))
                : str_fmt(intake->stage->arena, "Nobody here is called \"%.*s\".", STR_FMT(name))};

    if (refuses && node->action != INTAKE_REFUSED) {
        node->action = INTAKE_REFUSED;
        intake->counts[node->type == ROW_TYPE_OBJECTIVE ? INTAKE_OBJECTIVES : INTAKE_KEY_RESULTS]
                      [INTAKE_REFUSED]++;
    }
    return intake_find(intake, &finding);
}

static enum err
check_names(struct intake *intake, const struct stage_row *row, enum foreign_kind kind,
            struct str lines, bool refuses)
{
    enum intake_column column = kind == FOREIGN_KIND_UNIT ? INTAKE_TEAM : INTAKE_OWNER;

    for (struct str rest = lines; rest.ptr != NULL;) {
        struct str name = str_cut(rest, '\n', &rest);
        if (is_missing(intake, kind, name))
            TRY(tell(intake, row, column, name, refuses));
        if (kind == FOREIGN_KIND_UNIT)
            refuses = false; /* only the unit that owns it is needed */
    }
    return OK;
}

/* Names that are not to be made stay without an id. */
static void
leave_names(struct intake *intake)
{
    for (size_t i = 0; i < intake->names.count; i++) {
        struct intake_name *name = &intake->names.items[i];
        bool stays_out =
            (name->kind == FOREIGN_KIND_UNIT && intake->new_units == NEW_UNIT_RULE_REFUSE) ||
            (name->kind == FOREIGN_KIND_PERSON && intake->new_people != NEW_PERSON_RULE_MAKE &&
             intake->new_people != NEW_PERSON_RULE_NULL);
        if (name->is_new && stays_out)
            name->is_new = false;
    }
}

enum err
intake_rules(struct intake *intake)
{
    struct stage_row_list page = {.count = 1};

    if (makes_all(intake))
        return OK;
    leave_names(intake);
    for (int64_t after = 0; page.count > 0; after += (int64_t)page.count) {
        arena_clear(intake->stage->arena);
        TRY(q_stage_row_page(intake->stage, after, INTAKE_PORTION, &page));
        for (size_t i = 0; i < page.count; i++) {
            const struct stage_row *row = &page.items[i];
            /* The unit of a key result is its objective's. */
            TRY(check_names(intake, row, FOREIGN_KIND_UNIT, row->units,
                            row->type == ROW_TYPE_OBJECTIVE));
            TRY(check_names(intake, row, FOREIGN_KIND_PERSON, row->owners,
                            intake->new_people == NEW_PERSON_RULE_REFUSE));
        }
    }
    return OK;
}
