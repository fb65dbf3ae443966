/* SPDX-License-Identifier: Apache-2.0 */
/* Who is who, and what changes. */
#include "gen/access_sql.h"
#include "gen/exchange_sql.h"
#include "gen/org_sql.h"
#include "practice/access/folded.h"
#include "practice/access/setting.h"
#include "practice/exchange/people.h"

static enum err
tell(struct people *people, const struct people_row *row, enum import_outcome outcome,
     enum people_field field, struct str reason)
{
    return people_tell(
        people, &(struct people_line){.line = row->line,
                                      .outcome = outcome,
                                      .name = row->name,
                                      .column = mapping_header(&people->mapping, (int)field),
                                      .reason = reason,
                                      .person_id = row->before.id != 0 ? maybe_of(row->before.id)
                                                                       : maybe_none()});
}

/* ---- the same key twice -----------------------------------------------------------------------*/

static enum err
check_twice(struct people *people, struct people_index *index, size_t place,
            enum people_field field)
{
    struct people_row *row = &people->rows[place];
    struct str key = row->cells[field];

    if (row->outcome == IMPORT_OUTCOME_REFUSED || key.len == 0)
        return OK;
    size_t other = people_index_get(index, key);
    if (other == PEOPLE_NONE || !str_eq(people->rows[other].cells[field], key))
        return people_index_set(index, key, place);
    row->outcome = IMPORT_OUTCOME_REFUSED;
    return tell(people, row, IMPORT_OUTCOME_REFUSED, field,
                str_fmt(people->call->arena, "It stands on line %lld already; that row is kept.",
                        (long long)people->rows[other].line));
}

/* ---- who is it --------------------------------------------------------------------------------*/

static enum err
match_person(struct people *people, struct people_row *row)
{
    struct str employee_id = row->cells[PEOPLE_FIELD_EMPLOYEE_ID];
    struct str email = row->cells[PEOPLE_FIELD_EMAIL];
    struct person by_email = {0};
    enum err err = ERR_NOT_FOUND;

    if (employee_id.len > 0)
        err = q_person_by_employee(people->call, employee_id, &row->before);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    bool found = err == OK;
    err = email.len > 0 ? q_person_by_email(people->call, email, &by_email) : ERR_NOT_FOUND;
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    if (err == OK && !found && (employee_id.len == 0 || str_is_null(by_email.employee_id))) {
        row->before = by_email;
        return OK;
    }
    if (!found)
        row->before = (struct person){0};
    if (err != OK || by_email.id == row->before.id)
        return OK;
    row->outcome = IMPORT_OUTCOME_REFUSED;
    return tell(
        people, row, IMPORT_OUTCOME_REFUSED, PEOPLE_FIELD_EMAIL,
        str_fmt(people->call->arena, "%.*s has this address already.", STR_FMT(by_email.name)));
}

/* A column that is there says what holds, an empty cell too; a column that is not says nothing. */
static void
take_text(const struct people *people, const struct people_row *row, enum people_field field,
          struct str *member)
{
    if (!mapping_has(&people->mapping, (int)field))
        return;
    *member = row->cells[field].len > 0 ? row->cells[field] : (struct str){0};
}

static void
fill_after(const struct people *people, struct people_row *row)
{
    row->after = row->before;
    row->after.name = row->name;
    if (row->cells[PEOPLE_FIELD_EMAIL].len > 0)
        row->after.email = row->cells[PEOPLE_FIELD_EMAIL];
    if (row->cells[PEOPLE_FIELD_EMPLOYEE_ID].len > 0)
        row->after.employee_id = row->cells[PEOPLE_FIELD_EMPLOYEE_ID];
    take_text(people, row, PEOPLE_FIELD_JOB_TITLE, &row->after.job_title);
    take_text(people, row, PEOPLE_FIELD_COUNTRY, &row->after.country);
}

static enum err
warn_namesake(struct people *people, const struct people_row *row)
{
    struct maybe count;

    TRY(q_people_namesakes(people->call,
                           folded_key(people->call->arena, row->name, (struct str){0}), &count));
    if (count.value == 0)
        return OK;
    return tell(people, row, IMPORT_OUTCOME_DOUBTFUL, PEOPLE_FIELD_NULL,
                STR("An imported name is the same; if it is this person, merge the two on the page "
                    "of that name."));
}

/* ---- managers ---------------------------------------------------------------------------------*/

static enum err
find_manager(struct people *people, const struct people_index *index, struct people_row *row,
             enum people_field own, enum people_field field)
{
    struct str key = row->cells[field];
    struct person manager;

    if (key.len == 0 || row->manager != PEOPLE_NONE || row->manager_id.has)
        return OK;
    size_t place = people_index_get(index, key);
    if (place != PEOPLE_NONE && str_eq(people->rows[place].cells[own], key) &&
        people->rows[place].outcome != IMPORT_OUTCOME_REFUSED) {
        row->manager = place;
        return OK;
    }
    enum err err = own == PEOPLE_FIELD_EMPLOYEE_ID
                       ? q_person_by_employee(people->call, key, &manager)
                       : q_person_by_email(people->call, key, &manager);
    if (err == OK && manager.state != PERSON_STATE_DEACTIVATED && manager.id != row->before.id) {
        row->manager_id = maybe_of(manager.id);
        return OK;
    }
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    return tell(people, row, IMPORT_OUTCOME_DOUBTFUL, field,
                STR("This manager is in no row and not in Koers; the person gets none."));
}

/* Follows the managers of the file upward; a circle is cut where it comes back to its first row. */
static enum err
cut_circle(struct people *people, size_t place)
{
    struct people_row *row = &people->rows[place];
    size_t above = row->manager;

    for (size_t steps = 0; above != PEOPLE_NONE && steps <= people->row_count; steps++) {
        if (above == place) {
            row->manager = PEOPLE_NONE;
            return tell(
                people, row, IMPORT_OUTCOME_DOUBTFUL, PEOPLE_FIELD_MANAGER_ID,
                STR("Following the managers upward leads back here; the person gets none."));
        }
        above = people->rows[above].manager;
    }
    return OK;
}

/* ---- what changes -----------------------------------------------------------------------------*/

static bool
has_manager_column(const struct people *people)
{
    return mapping_has(&people->mapping, PEOPLE_FIELD_MANAGER_ID) ||
           mapping_has(&people->mapping, PEOPLE_FIELD_MANAGER_EMAIL);
}

static bool
differs(const struct people *people, const struct people_row *row)
{
    for (size_t i = 0; i < type_person.field_count; i++) {
        const struct field *field = &type_person.fields[i];
        if ((field->flags & (FIELD_DERIVED | FIELD_PRIVATE)) == 0 &&
            !field_eq(field, &row->before, &row->after))
            return true;
    }
    if (!has_manager_column(people))
        return false;
    if (row->manager == PEOPLE_NONE)
        return !maybe_eq(row->manager_id, row->before.manager_id);
    int64_t manager_id = people->rows[row->manager].before.id;
    return manager_id == 0 || !maybe_eq(maybe_of(manager_id), row->before.manager_id);
}

/* Is the unit of the path another one than the main unit? */
static enum err
check_unit(struct people *people, struct people_row *row, day_t today)
{
    struct membership_list open;

    if (row->unit == PEOPLE_NONE)
        return OK;
    row->moves = true;
    if (row->before.id == 0 || people->units[row->unit].id == 0)
        return OK;
    TRY(q_membership_open(people->call, row->before.id, today, &open));
    for (size_t i = 0; i < open.count; i++)
        if (open.items[i].unit_id == people->units[row->unit].id)
            row->moves = false;
    return OK;
}

static enum err
decide(struct people *people, struct people_row *row, day_t today)
{
    TRY(check_unit(people, row, today));
    if (row->before.erased_at.has || row->before.merged_into.has) {
        row->outcome = IMPORT_OUTCOME_REFUSED;
        return tell(people, row, IMPORT_OUTCOME_REFUSED, PEOPLE_FIELD_NULL,
                    STR("What was known of this person was erased, or is somebody else's now."));
    }
    if (row->before.id == 0) {
        row->outcome = IMPORT_OUTCOME_CREATED;
        TRY(warn_namesake(people, row));
        return tell(people, row, row->outcome, PEOPLE_FIELD_NULL, (struct str){0});
    }
    bool returns = row->before.state == PERSON_STATE_DEACTIVATED;
    row->outcome = returns || row->moves || differs(people, row) ? IMPORT_OUTCOME_UPDATED
                                                                 : IMPORT_OUTCOME_UNCHANGED;
    if (row->outcome == IMPORT_OUTCOME_UNCHANGED) {
        people->counts[row->outcome]++;
        return OK;
    }
    return tell(people, row, row->outcome, PEOPLE_FIELD_NULL,
                returns ? STR("The account was deactivated and is active again.")
                        : (struct str){0});
}

/* ---- who is missing ---------------------------------------------------------------------------*/

static enum err
find_leavers(struct people *people)
{
    struct person_list known;
    struct idmap here;
    size_t place;

    TRY(q_people_known(people->call, people->mapping.source, &known));
    people->left.items = arena_array(people->call->arena, known.count, sizeof(*known.items));
    TRY(arena_failed(people->call->arena));
    idmap_init(&here, people->call->arena);
    for (size_t i = 0; i < people->row_count; i++)
        if (people->rows[i].before.id != 0)
            TRY(idmap_set(&here, people->rows[i].before.id, i));
    for (size_t i = 0; i < known.count; i++) {
        if (idmap_get(&here, known.items[i].id, &place))
            continue;
        people->left.items[people->left.count++] = known.items[i];
        TRY(people_tell(
            people, &(struct people_line){.outcome = IMPORT_OUTCOME_LEFT,
                                          .name = known.items[i].name,
                                          .person_id = maybe_of(known.items[i].id),
                                          .reason = STR("Not in the file any more: the account is "
                                                        "deactivated, nothing is deleted.")}));
    }
    if (people->left.count > PEOPLE_LEAVERS_FREE && people->left.count * 5 > known.count &&
        !people->leavers)
        people->problem =
            str_fmt(people->call->arena,
                    "%zu of %zu people are missing. If the file is whole and they really left, "
                    "say so and bring it in again.",
                    people->left.count, known.count);
    return OK;
}

static enum err
plan_rows(struct people *people, const struct people_index *employees,
          const struct people_index *emails)
{
    day_t today;

    TRY(setting_today(people->call, &today));
    for (size_t i = 0; i < people->row_count; i++) {
        struct people_row *row = &people->rows[i];
        if (row->outcome == IMPORT_OUTCOME_REFUSED)
            continue;
        TRY(find_manager(people, employees, row, PEOPLE_FIELD_EMPLOYEE_ID,
                         PEOPLE_FIELD_MANAGER_ID));
        TRY(find_manager(people, emails, row, PEOPLE_FIELD_EMAIL, PEOPLE_FIELD_MANAGER_EMAIL));
    }
    for (size_t i = 0; i < people->row_count; i++)
        if (people->rows[i].outcome != IMPORT_OUTCOME_REFUSED)
            TRY(cut_circle(people, i));
    for (size_t i = 0; i < people->row_count; i++)
        if (people->rows[i].outcome != IMPORT_OUTCOME_REFUSED)
            TRY(decide(people, &people->rows[i], today));
    return OK;
}

enum err
people_plan(struct people *people)
{
    struct people_index employees;
    struct people_index emails;

    if (!str_is_null(people->problem))
        return OK;
    idmap_init(&employees.map, people->call->arena);
    idmap_init(&emails.map, people->call->arena);
    for (size_t i = 0; i < people->row_count; i++) {
        TRY(check_twice(people, &employees, i, PEOPLE_FIELD_EMPLOYEE_ID));
        TRY(check_twice(people, &emails, i, PEOPLE_FIELD_EMAIL));
        struct people_row *row = &people->rows[i];
        if (row->outcome == IMPORT_OUTCOME_REFUSED)
            continue;
        TRY(match_person(people, row));
        fill_after(people, row);
    }
    TRY(people_units(people));
    TRY(plan_rows(people, &employees, &emails));
    return find_leavers(people);
}

bool
people_changes(const struct people *people)
{
    return people->counts[IMPORT_OUTCOME_CREATED] + people->counts[IMPORT_OUTCOME_UPDATED] +
               people->counts[IMPORT_OUTCOME_LEFT] >
           0;
}
