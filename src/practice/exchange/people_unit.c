/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Units from department paths. A unit is found by what this source called it before, else by its
 * name below the same parent, else, where another import made it, by its name alone; only what is
 * found nowhere is new. A unit that has ended by a reorganisation leads to the one that took over.
 */
#include "gen/exchange_sql.h"
#include "gen/org_sql.h"
#include "model/fold.h"
#include "practice/access/setting.h"
#include "practice/exchange/people.h"

/* What stands between two units of a path, tried in this order. */
static const char *const separators[] = {" / ", " > ", " | ", " \\ ", ">", "|", "\\", "/"};

#define SEPARATOR_COUNT (sizeof(separators) / sizeof(separators[0]))
#define SUCCESSORS_MAX  50 /* steps from an ended unit to one that is there */

static size_t
find(struct str text, struct str part)
{
    for (size_t i = 0; i + part.len <= text.len; i++)
        if (memcmp(text.ptr + i, part.ptr, part.len) == 0)
            return i;
    return PEOPLE_NONE;
}

/* The first one that any path has. */
static struct str
separator_of(const struct people *people)
{
    for (size_t s = 0; s < SEPARATOR_COUNT; s++)
        for (size_t i = 0; i < people->row_count; i++)
            if (find(people->rows[i].cells[PEOPLE_FIELD_DEPARTMENT_PATH],
                     str_from(separators[s])) != PEOPLE_NONE)
                return str_from(separators[s]);
    return str_from(separators[0]);
}

static enum err
add_unit(struct people *people, const struct people_unit *unit, size_t *ret_place)
{
    struct people_unit *units =
        arena_more(people->call->arena, people->units, people->unit_count, sizeof(*units));
    if (units == NULL)
        return ERR_MEMORY;
    people->units = units;
    *ret_place = people->unit_count;
    people->units[people->unit_count++] = *unit;
    return OK;
}

/* The unit of today that an ended one became. */
static enum err
successor_of(struct people *people, int64_t id, day_t today, int64_t *out)
{
    *out = 0;
    for (int steps = 0; steps < SUCCESSORS_MAX; steps++) {
        struct unit unit;
        struct maybe next;
        enum err err = q_unit_get(people->call, id, &unit);
        if (err == ERR_NOT_FOUND)
            return OK;
        TRY(err);
        if (!unit.valid_until.has || unit.valid_until.value > today) {
            *out = id;
            return OK;
        }
        TRY(q_people_unit_successor(people->call, id, &next));
        if (!next.has)
            return OK;
        id = next.value;
    }
    return OK;
}

static enum err
find_known(struct people *people, struct people_unit *unit, day_t today)
{
    struct foreign_title known;

    enum err err =
        q_foreign_get(people->call, people->mapping.source, FOREIGN_KIND_UNIT, unit->key, &known);
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    TRY(successor_of(people, known.local_id, today, &unit->id));
    unit->known = unit->id != 0;
    return OK;
}

/* Below the same parent, or at the top. */
static enum err
find_below(struct people *people, struct people_unit *unit, day_t today)
{
    struct unit_ref_list found;
    struct maybe parent_id = people->top_id;

    if (unit->parent != PEOPLE_NONE) {
        if (people->units[unit->parent].id == 0)
            return OK; /* nothing can hang under what is yet to be made */
        parent_id = maybe_of(people->units[unit->parent].id);
    }
    TRY(q_people_unit_below(people->call, parent_id, today, unit->folded, &found));
    if (found.count > 0)
        unit->id = found.items[0].id;
    return OK;
}

/* How many units of the file have a name. */
static size_t
namesakes(const struct people_index *names, const struct people_unit *unit)
{
    size_t count = people_index_get(names, unit->folded);

    return count != PEOPLE_NONE ? count : 0;
}

static enum err
tell_unit(struct people *people, const struct people_unit *unit, const char *reason)
{
    return people_tell(people, &(struct people_line){.line = unit->line,
                                                     .outcome = IMPORT_OUTCOME_DOUBTFUL,
                                                     .name = unit->name,
                                                     .reason = str_from(reason)});
}

/* Made by another import, elsewhere, and the only one of that name, there and in the file: of many
 * teams called "Frontend" nobody can tell which one it is. */
static enum err
find_imported(struct people *people, struct people_index *names, struct people_unit *unit,
              day_t today)
{
    struct unit_ref_list found;
    size_t count = namesakes(names, unit);

    TRY(q_people_unit_imported(people->call, unit->folded, today, &found));
    if (found.count != 1 || count == 0)
        return OK;
    if (count == 1) {
        unit->id = found.items[0].id;
        return tell_unit(people, unit,
                         "Another import made a unit of this name; it is used where it is. A "
                         "reorganisation can move it.");
    }
    TRY(people_index_set(names, unit->folded, 0)); /* told once */
    return tell_unit(
        people, unit,
        "Several units of the file have the name of one that another import made; each "
        "is made anew. A reorganisation can merge that one into one of them.");
}

/* Units stand behind the units they hang under. */
static enum err
find_units(struct people *people, struct people_index *names, day_t today)
{
    for (size_t i = 0; i < people->unit_count; i++) {
        struct people_unit *unit = &people->units[i];
        TRY(find_known(people, unit, today));
        if (unit->id == 0)
            TRY(find_below(people, unit, today));
        if (unit->id == 0)
            TRY(find_imported(people, names, unit, today));
    }
    return OK;
}

static enum err
place_of(struct people *people, struct people_index *index, const struct people_unit *unit,
         size_t *out)
{
    size_t place = people_index_get(index, unit->key);

    if (place != PEOPLE_NONE && str_eq(people->units[place].key, unit->key)) {
        *out = place;
        return OK;
    }
    if (unit->parent != PEOPLE_NONE)
        people->units[unit->parent].has_units = true;
    TRY(add_unit(people, unit, out));
    return people_index_set(index, unit->key, *out);
}

/* Counts the units of each name. */
static enum err
count_names(const struct people *people, struct people_index *names)
{
    for (size_t i = 0; i < people->unit_count; i++)
        TRY(people_index_set(names, people->units[i].folded,
                             namesakes(names, &people->units[i]) + 1));
    return OK;
}

static enum err
units_of_row(struct people *people, struct people_index *index, struct people_row *row,
             struct str separator)
{
    struct str rest = row->cells[PEOPLE_FIELD_DEPARTMENT_PATH];
    struct str key = STR("");

    while (rest.len > 0) {
        size_t at = find(rest, separator);
        struct str name = str_trim(at == PEOPLE_NONE ? rest : str_slice(rest, 0, at));
        rest = at == PEOPLE_NONE ? STR("") : str_slice(rest, at + separator.len, rest.len);
        if (name.len == 0)
            continue;
        if (str_utf8_count(name) > 200) {
            row->unit = PEOPLE_NONE;
            return people_tell(people, &(struct people_line){
                                           .line = row->line,
                                           .outcome = IMPORT_OUTCOME_DOUBTFUL,
                                           .name = row->name,
                                           .reason = STR("A unit's name is longer than 200 "
                                                         "characters; the unit is left alone.")});
        }
        struct str folded = fold(people->call->arena, name);
        key = str_fmt(people->call->arena, "%.*s%.*s\n", STR_FMT(key), STR_FMT(folded));
        TRY(arena_failed(people->call->arena));
        struct people_unit unit = {
            .name = name, .key = key, .folded = folded, .line = row->line, .parent = row->unit};
        TRY(place_of(people, index, &unit, &row->unit));
    }
    return OK;
}

enum err
people_units(struct people *people)
{
    struct people_index index;
    struct people_index names;
    struct unit_list tops;
    struct str separator = separator_of(people);
    day_t today;

    idmap_init(&index.map, people->call->arena);
    idmap_init(&names.map, people->call->arena);
    TRY(setting_today(people->call, &today));
    TRY(q_exchange_unit_top(people->call, &tops));
    if (tops.count == 1)
        people->top_id = maybe_of(tops.items[0].id);
    for (size_t i = 0; i < people->row_count; i++)
        if (people->rows[i].outcome != IMPORT_OUTCOME_REFUSED)
            TRY(units_of_row(people, &index, &people->rows[i], separator));
    TRY(count_names(people, &names));
    return find_units(people, &names, today);
}
