/* SPDX-License-Identifier: Apache-2.0 */
#include "gen/exchange_sql.h"
#include "model/fold.h"
#include "practice/access/person.h"
#include "practice/exchange/people.h"

/* What HR systems call their columns, folded, in English and Dutch. */
static const struct mapping_guess guesses[] = {
    /* clang-format off */
    {PEOPLE_FIELD_EMPLOYEE_ID, "employee id"}, {PEOPLE_FIELD_EMPLOYEE_ID, "employee number"},
    {PEOPLE_FIELD_EMPLOYEE_ID, "employee"}, {PEOPLE_FIELD_EMPLOYEE_ID, "personnel number"},
    {PEOPLE_FIELD_EMPLOYEE_ID, "worker id"}, {PEOPLE_FIELD_EMPLOYEE_ID, "personeelsnummer"},
    {PEOPLE_FIELD_EMPLOYEE_ID, "medewerkernummer"}, {PEOPLE_FIELD_EMPLOYEE_ID, "medewerker id"},
    {PEOPLE_FIELD_NAME, "name"}, {PEOPLE_FIELD_NAME, "full name"}, {PEOPLE_FIELD_NAME, "display name"},
    {PEOPLE_FIELD_NAME, "naam"}, {PEOPLE_FIELD_NAME, "volledige naam"},
    {PEOPLE_FIELD_FIRST_NAME, "first name"}, {PEOPLE_FIELD_FIRST_NAME, "given name"},
    {PEOPLE_FIELD_FIRST_NAME, "voornaam"}, {PEOPLE_FIELD_FIRST_NAME, "roepnaam"},
    {PEOPLE_FIELD_LAST_NAME, "last name"}, {PEOPLE_FIELD_LAST_NAME, "surname"},
    {PEOPLE_FIELD_LAST_NAME, "family name"}, {PEOPLE_FIELD_LAST_NAME, "achternaam"},
    {PEOPLE_FIELD_EMAIL, "email"}, {PEOPLE_FIELD_EMAIL, "e-mail"}, {PEOPLE_FIELD_EMAIL, "work email"},
    {PEOPLE_FIELD_EMAIL, "email address"}, {PEOPLE_FIELD_EMAIL, "e-mail address"},
    {PEOPLE_FIELD_EMAIL, "e-mailadres"}, {PEOPLE_FIELD_EMAIL, "werk e-mail"}, {PEOPLE_FIELD_EMAIL, "zakelijk e-mailadres"},
    {PEOPLE_FIELD_JOB_TITLE, "job title"}, {PEOPLE_FIELD_JOB_TITLE, "title"}, {PEOPLE_FIELD_JOB_TITLE, "position"},
    {PEOPLE_FIELD_JOB_TITLE, "function"}, {PEOPLE_FIELD_JOB_TITLE, "functie"}, {PEOPLE_FIELD_JOB_TITLE, "functietitel"},
    {PEOPLE_FIELD_DEPARTMENT_PATH, "department path"}, {PEOPLE_FIELD_DEPARTMENT_PATH, "department"},
    {PEOPLE_FIELD_DEPARTMENT_PATH, "org unit"}, {PEOPLE_FIELD_DEPARTMENT_PATH, "organisational unit"},
    {PEOPLE_FIELD_DEPARTMENT_PATH, "unit"}, {PEOPLE_FIELD_DEPARTMENT_PATH, "team"},
    {PEOPLE_FIELD_DEPARTMENT_PATH, "afdeling"}, {PEOPLE_FIELD_DEPARTMENT_PATH, "afdelingspad"},
    {PEOPLE_FIELD_DEPARTMENT_PATH, "organisatie-eenheid"},
    {PEOPLE_FIELD_COUNTRY, "country"}, {PEOPLE_FIELD_COUNTRY, "land"}, {PEOPLE_FIELD_COUNTRY, "work country"},
    {PEOPLE_FIELD_MANAGER_ID, "manager id"}, {PEOPLE_FIELD_MANAGER_ID, "manager employee id"},
    {PEOPLE_FIELD_MANAGER_ID, "reports to id"}, {PEOPLE_FIELD_MANAGER_ID, "personeelsnummer manager"},
    {PEOPLE_FIELD_MANAGER_ID, "personeelsnummer leidinggevende"},
    {PEOPLE_FIELD_MANAGER_EMAIL, "manager email"}, {PEOPLE_FIELD_MANAGER_EMAIL, "manager e-mail"},
    {PEOPLE_FIELD_MANAGER_EMAIL, "e-mail leidinggevende"}, {PEOPLE_FIELD_MANAGER_EMAIL, "e-mail manager"},
    /* clang-format on */
};

const struct mapping_kind people_mapping = {.stem = "people:",
                                            .choices = people_field_choice,
                                            .guesses = guesses,
                                            .guess_count = sizeof(guesses) / sizeof(guesses[0])};

/* Longest texts, as the model of a person has them. */
static const struct {
    enum people_field field;
    size_t max;
} limits[] = {
    {PEOPLE_FIELD_EMPLOYEE_ID, 64},
    {PEOPLE_FIELD_JOB_TITLE, 200},
    {PEOPLE_FIELD_COUNTRY, 100},
};

static int64_t
hash_of(struct str text)
{
    uint64_t hash = UINT64_C(14695981039346656037); /* FNV-1a */

    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.ptr[i]) * UINT64_C(1099511628211);
    return (int64_t)(hash >> 1);
}

size_t
people_index_get(const struct people_index *index, struct str text)
{
    size_t place;

    return idmap_get(&index->map, hash_of(text), &place) ? place : PEOPLE_NONE;
}

enum err
people_index_set(struct people_index *index, struct str text, size_t place)
{
    return idmap_set(&index->map, hash_of(text), place);
}

enum err
people_tell(struct people *people, const struct people_line *line)
{
    struct people_lines *lines = &people->lines;

    struct people_line *items =
        arena_more(people->call->arena, lines->items, lines->count, sizeof(*items));
    if (items == NULL)
        return ERR_MEMORY;
    lines->items = items;
    lines->items[lines->count++] = *line;
    people->counts[line->outcome]++;
    return OK;
}

enum err
people_begin(struct call *call, struct str source, struct people *out)
{
    *out = (struct people){.call = call};
    return mapping_load(call, &people_mapping, source, &out->mapping);
}

/* ---- columns ----------------------------------------------------------------------------------*/

static enum err
take_head(void *arg, const struct str *cells, size_t count)
{
    struct people *people = arg;
    const struct mapping *mapping = &people->mapping;

    TRY(mapping_head(&people->mapping, cells, count));
    bool named =
        mapping_has(mapping, PEOPLE_FIELD_NAME) || (mapping_has(mapping, PEOPLE_FIELD_FIRST_NAME) &&
                                                    mapping_has(mapping, PEOPLE_FIELD_LAST_NAME));
    bool keyed =
        mapping_has(mapping, PEOPLE_FIELD_EMPLOYEE_ID) || mapping_has(mapping, PEOPLE_FIELD_EMAIL);
    if (!named)
        people->problem = STR("Say which column holds the name, or the first and the last name.");
    else if (!keyed)
        people->problem = STR("Say which column holds the employee number or the e-mail address.");
    return OK;
}

/* ---- rows -------------------------------------------------------------------------------------*/

static enum err
add_row(struct people *people, int64_t line, struct people_row **out)
{
    if (people->row_count == PEOPLE_ROWS_MAX)
        return ERR_TOO_LARGE;
    struct people_row *rows =
        arena_more(people->call->arena, people->rows, people->row_count, sizeof(*rows));
    if (rows == NULL)
        return ERR_MEMORY;
    people->rows = rows;
    *out = &people->rows[people->row_count++];
    **out = (struct people_row){.line = line, .unit = PEOPLE_NONE, .manager = PEOPLE_NONE};
    return OK;
}

static enum err
turn_away(struct people *people, struct people_row *row, enum people_field field,
          const char *reason)
{
    row->outcome = IMPORT_OUTCOME_REFUSED;
    return people_tell(people,
                       &(struct people_line){.line = row->line,
                                             .outcome = IMPORT_OUTCOME_REFUSED,
                                             .name = row->name,
                                             .column = mapping_header(&people->mapping, (int)field),
                                             .reason = str_from(reason)});
}

static enum err
check_row(struct people *people, struct people_row *row)
{
    struct str email = row->cells[PEOPLE_FIELD_EMAIL];
    bool keyed = row->cells[PEOPLE_FIELD_EMPLOYEE_ID].len > 0;

    if (row->name.len == 0)
        return turn_away(people, row, PEOPLE_FIELD_NAME, "The row has no name.");
    if (str_utf8_count(row->name) > 200)
        return turn_away(people, row, PEOPLE_FIELD_NAME, "The name is longer than 200 characters.");
    if (!keyed && email.len == 0)
        return turn_away(people, row, PEOPLE_FIELD_EMPLOYEE_ID,
                         "The row has neither an employee number nor an e-mail address.");
    if (email.len > 0 && (email.len > 254 || !email_is_address(email)))
        return turn_away(people, row, PEOPLE_FIELD_EMAIL, "This is no e-mail address.");
    for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
        if (str_utf8_count(row->cells[limits[i].field]) > limits[i].max)
            return turn_away(people, row, limits[i].field, "The text is longer than Koers keeps.");
    return OK;
}

static enum err
take_row(void *arg, int64_t line, const struct str *cells, size_t count)
{
    struct people *people = arg;
    struct arena *arena = people->call->arena;
    struct people_row *row;

    if (!str_is_null(people->problem))
        return OK;
    TRY(add_row(people, line, &row));
    for (int field = 1; field < PEOPLE_FIELD_COUNT; field++)
        row->cells[field] = str_copy(arena, mapping_cell(&people->mapping, field, cells, count));
    if (row->cells[PEOPLE_FIELD_EMAIL].len > 0)
        row->cells[PEOPLE_FIELD_EMAIL] = email_normal(arena, row->cells[PEOPLE_FIELD_EMAIL]);
    row->name =
        row->cells[PEOPLE_FIELD_NAME].len > 0
            ? row->cells[PEOPLE_FIELD_NAME]
            : str_trim(str_fmt(arena, "%.*s %.*s", STR_FMT(row->cells[PEOPLE_FIELD_FIRST_NAME]),
                               STR_FMT(row->cells[PEOPLE_FIELD_LAST_NAME])));
    TRY(arena_failed(arena));
    return check_row(people, row);
}

enum err
people_read(struct people *people, FILE *file, const char *name, char *why)
{
    const struct sheet_sink sink = {.head = take_head, .row = take_row, .arg = people};

    people->files = str_copy(people->call->arena, str_from(name));
    return sheet_read(file, name, &sink, why);
}
