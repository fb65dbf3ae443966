/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/exchange/intake_name.h"

#include "gen/access_sql.h"
#include "gen/exchange_sql.h"
#include "gen/okr_sql.h"
#include "practice/access/folded.h"
#include "practice/access/person.h"
#include "practice/access/setting.h"
#include "practice/exchange/intake.h"
#include "practice/exchange/intake_cell.h"
#include "practice/exchange/intake_reading.h"
#include "practice/org/unit.h"

#define MERGES_MAX   10 /* a name merged into one that was merged itself, and so on */
#define QUARTER_DAYS 93
#define TERTIAL_DAYS 124
#define YEAR_DAYS    367
#define MARK_BYTES   400U
#define CALL_PORTION 256U /* names between two clearings of the scratch arena */

void
intake_names_init(struct intake_names *names, struct arena *arena, struct str source)
{
    *names = (struct intake_names){.arena = arena, .source = source};
    idmap_init(&names->places, arena);
}

/* What a name is known by: the mark of a person who has one, in lower case. */
static uint64_t
hash_of(uint64_t begin, enum foreign_kind kind, struct str name)
{
    struct str bare;
    struct str mark = {0};
    char lower[MARK_BYTES];

    if (kind == FOREIGN_KIND_PERSON)
        cell_person(name, &bare, &mark);
    if (str_is_null(mark) || mark.len > sizeof(lower))
        return cell_hash(begin, name);
    for (size_t i = 0; i < mark.len; i++)
        lower[i] = mark.ptr[i] >= 'A' && mark.ptr[i] <= 'Z' ? (char)(mark.ptr[i] + ('a' - 'A'))
                                                            : mark.ptr[i];
    return cell_hash(begin, (struct str){.ptr = lower, .len = mark.len});
}

static int64_t
id_of(enum foreign_kind kind, struct str name)
{
    return (int64_t)(hash_of(cell_hash_kind((int)kind), kind, name) >> 1 | 1);
}

enum err
intake_name_add(struct intake_names *names, enum foreign_kind kind, struct str name)
{
    size_t place;
    int64_t id = id_of(kind, name);

    if (name.len == 0 || idmap_get(&names->places, id, &place))
        return OK;
    if (names->count == INTAKE_NAME_MAX)
        return ERR_TOO_LARGE;
    struct intake_name *items =
        arena_more(names->arena, names->items, names->count, sizeof(*items));
    if (items == NULL)
        return ERR_MEMORY;
    names->items = items;
    TRY(idmap_set(&names->places, id, names->count));
    names->items[names->count++] =
        (struct intake_name){.name = str_copy(names->arena, name), .kind = kind};
    return arena_failed(names->arena);
}

enum err
intake_name_add_lines(struct intake_names *names, enum foreign_kind kind, struct str lines)
{
    for (struct str rest = lines; rest.ptr != NULL;)
        TRY(intake_name_add(names, kind, str_cut(rest, '\n', &rest)));
    return OK;
}

enum err
intake_unit_add(struct intake_names *names, struct str unit, struct str upper)
{
    TRY(intake_name_add(names, FOREIGN_KIND_UNIT, upper));
    TRY(intake_name_add(names, FOREIGN_KIND_UNIT, unit));
    struct intake_name *below = intake_name_of(names, FOREIGN_KIND_UNIT, unit);
    const struct intake_name *above = intake_name_of(names, FOREIGN_KIND_UNIT, upper);
    if (below != NULL && above != NULL && below->upper == 0 && above < below)
        below->upper = (size_t)(above - names->items) + 1;
    return OK;
}

struct intake_name *
intake_name_of(const struct intake_names *names, enum foreign_kind kind, struct str name)
{
    size_t place;

    if (name.len == 0 || !idmap_get(&names->places, id_of(kind, name), &place))
        return NULL;
    return &names->items[place];
}

/* What stands for a name in foreign_id: of a person a hash, so that erasing one leaves no name. */
static struct str
key_of(struct call *call, const struct intake_name *name)
{
    if (name->kind != FOREIGN_KIND_PERSON)
        return name->name;
    return str_fmt(call->arena, "#%016llx",
                   (unsigned long long)hash_of(CELL_HASH_BEGIN, name->kind, name->name));
}

/* ---- what is here already -----------------------------------------------------------------------
 */

/* Follows merges to who the name turned out to be. */
static enum err
follow(struct call *call, int64_t *id)
{
    struct person person;

    for (int i = 0; i < MERGES_MAX; i++) {
        TRY(q_person_get(call, *id, &person));
        if (!person.merged_into.has)
            return OK;
        *id = person.merged_into.value;
    }
    return OK;
}

/* The one of that name; of several nobody can tell which is meant. */
static void
take_one(const struct id_by_text_list *found, struct intake_name *name)
{
    if (found->count == 1)
        name->local_id = found->items[0].id;
}

static enum err
find_unit(struct call *call, struct intake_name *name)
{
    struct id_by_text_list found = {0};

    TRY(q_exchange_units_named(call, folded_key(call->arena, name->name, (struct str){0}),
                               name->name, &found));
    take_one(&found, name);
    return OK;
}

static enum err
find_cycle(struct call *call, struct intake_name *name)
{
    struct cycle cycle;

    enum err err = q_cycle_by_name(call, name->name, &cycle);
    if (err == OK)
        name->local_id = cycle.id;
    return err == ERR_NOT_FOUND ? OK : err;
}

/* By the address or employee number. */
static enum err
find_by_mark(struct call *call, struct str mark, struct intake_name *name)
{
    struct person person;
    bool is_address = email_is_address(mark);

    enum err err = is_address ? q_person_by_email(call, email_normal(call->arena, mark), &person)
                              : q_person_by_employee(call, mark, &person);
    if (err == OK)
        name->local_id = person.id;
    return err == ERR_NOT_FOUND ? OK : err;
}

/* By what an earlier import called somebody without an address, or by the name. Who has another
 * address is somebody else. */
static enum err
find_by_name(struct call *call, struct str source, struct str bare, struct str mark,
             struct intake_name *name)
{
    struct intake_name plain = {.name = bare, .kind = FOREIGN_KIND_PERSON};
    struct id_by_text_list found = {0};
    struct foreign_title foreign;
    struct person person;

    enum err err = str_is_null(mark) ? ERR_NOT_FOUND
                                     : q_foreign_get(call, source, FOREIGN_KIND_PERSON,
                                                     key_of(call, &plain), &foreign);
    if (err == OK) {
        plain.local_id = foreign.local_id;
        TRY(follow(call, &plain.local_id));
    } else if (err == ERR_NOT_FOUND) {
        struct str folded = folded_key(call->arena, bare, (struct str){0});
        struct str beyond = str_fmt(call->arena, "%.*s\xf4\x8f\xbf\xbf", STR_FMT(folded));
        TRY(q_exchange_people_named(call, folded, beyond, bare, &found));
        take_one(&found, &plain);
    } else {
        return err;
    }
    if (plain.local_id == 0 || str_is_null(mark)) {
        name->local_id = plain.local_id;
        return OK;
    }
    TRY(q_person_get(call, plain.local_id, &person));
    if (str_is_null(email_is_address(mark) ? person.email : person.employee_id))
        name->local_id = plain.local_id;
    return OK;
}

static enum err
find_person(struct call *call, struct str source, struct intake_name *name)
{
    struct str bare;
    struct str mark;

    cell_person(name->name, &bare, &mark);
    if (!str_is_null(mark))
        TRY(find_by_mark(call, mark, name));
    return name->local_id == 0 && bare.len > 0 ? find_by_name(call, source, bare, mark, name) : OK;
}

static enum err
find_one(struct call *call, struct str source, struct intake_name *name)
{
    struct foreign_title foreign;
    enum err err = q_foreign_get(call, source, name->kind, key_of(call, name), &foreign);

    if (err == ERR_NOT_FOUND)
        return name->kind == FOREIGN_KIND_UNIT     ? find_unit(call, name)
               : name->kind == FOREIGN_KIND_PERSON ? find_person(call, source, name)
                                                   : find_cycle(call, name);
    TRY(err);
    name->local_id = foreign.local_id;
    name->is_known = true;
    return name->kind == FOREIGN_KIND_PERSON ? follow(call, &name->local_id) : OK;
}

/* A period's days are those most of its rows have. */
static enum err
find_days(struct intake_names *names, struct call *stage)
{
    struct stage_cycle_list rows;

    TRY(q_stage_cycles(stage, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const struct stage_cycle *row = &rows.items[i];
        struct intake_name *name = intake_name_of(names, FOREIGN_KIND_CYCLE, row->period);
        bool first = i == 0 || !str_eq(rows.items[i - 1].period, row->period);
        if (name == NULL)
            return ERR_INTERNAL;
        name->all_closed = (first || name->all_closed) && row->closed_count == row->row_count;
        if (!name->start_day.has && row->start_day.has && row->end_day.has) {
            name->start_day = row->start_day;
            name->end_day = row->end_day;
        }
    }
    return OK;
}

/* A cycle that is here keeps its own days. */
static enum err
settle_days(struct call *target, struct intake_name *name)
{
    struct stage_cycle days;

    if (name->kind != FOREIGN_KIND_CYCLE)
        return OK;
    if (name->local_id != 0) {
        TRY(q_exchange_cycle_days(target, name->local_id, &days));
        name->start_day = days.start_day;
        name->end_day = days.end_day;
        return OK;
    }
    if (!name->start_day.has)
        return fail(target, ERR_INVALID, "period_without_days",
                    "No row of period \"%.*s\" has both Start Date and End Date, and there is no "
                    "cycle of that name; make the cycle first.",
                    STR_FMT(name->name));
    return OK;
}

enum err
intake_names_find(struct intake_names *names, struct call *target, struct call *stage)
{
    TRY(find_days(names, stage));
    for (size_t i = 0; i < names->count; i++) {
        if (i % CALL_PORTION == 0)
            arena_clear(target->arena);
        TRY(find_one(target, names->source, &names->items[i]));
        TRY(settle_days(target, &names->items[i]));
        names->items[i].is_new = names->items[i].local_id == 0;
    }
    return OK;
}

/* ---- what is missing ----------------------------------------------------------------------------
 */

/* The top of the organisation, where it has one, and the first day of all periods. */
static enum err
find_root(struct call *call, const struct intake_names *names, struct maybe *ret_top,
          day_t *ret_first_day)
{
    struct unit_list tops;

    TRY(q_exchange_unit_top(call, &tops));
    *ret_top = tops.count == 1 ? maybe_of(tops.items[0].id) : maybe_none();
    *ret_first_day = 0;
    for (size_t i = 0; i < names->count; i++) {
        const struct intake_name *name = &names->items[i];
        if (name->kind == FOREIGN_KIND_CYCLE &&
            (*ret_first_day == 0 || name->start_day.value < *ret_first_day))
            *ret_first_day = name->start_day.value;
    }
    return OK;
}

/* A new unit hangs where the source says, else under the top of the organisation, if there is one.
 */
static enum err
make_unit(struct call *call, const struct intake_names *names, struct maybe top_id, day_t first_day,
          struct intake_name *name)
{
    struct unit unit = {
        .parent_id = name->upper != 0 ? maybe_of(names->items[name->upper - 1].local_id) : top_id,
        .valid_from = first_day,
        .name = name->name,
        .type = UNIT_TYPE_TEAM,
        .imported = true};

    TRY(unit_add(call, &unit));
    name->local_id = unit.id;
    return OK;
}

static enum err
make_person(struct call *call, struct intake_name *name)
{
    struct str bare;
    struct str mark;

    cell_person(name->name, &bare, &mark);
    struct person person = {.name = reading_cut(bare.len > 0 ? bare : mark, READING_NAME_MAX),
                            .state = PERSON_STATE_IMPORTED};
    if (email_is_address(mark)) {
        person.email = email_normal(call->arena, mark);
        person.state = PERSON_STATE_INVITED;
    }
    TRY(person_add(call, &person));
    name->local_id = person.id;
    return OK;
}

static enum cycle_type
cycle_type_of(int64_t days)
{
    if (days > QUARTER_DAYS - 7 && days <= QUARTER_DAYS)
        return CYCLE_TYPE_QUARTER;
    if (days > TERTIAL_DAYS - 7 && days <= TERTIAL_DAYS)
        return CYCLE_TYPE_TERTIAL;
    return days > YEAR_DAYS - 4 && days <= YEAR_DAYS ? CYCLE_TYPE_YEAR : CYCLE_TYPE_CUSTOM;
}

/* Open, unless it has not begun or all in it is closed: so that people can go on where they were.
 */
static enum err
make_cycle(struct call *call, struct intake_name *name)
{
    struct cycle cycle = {.name = name->name,
                          .start_day = name->start_day.value,
                          .end_day = name->end_day.value,
                          .state = CYCLE_STATE_OPEN,
                          .imported = true,
                          .created_at = call->now,
                          .version = 1};
    day_t today;

    TRY(setting_today(call, &today));
    cycle.type = cycle_type_of(cycle.end_day - cycle.start_day + 1);
    if (cycle.start_day > today)
        cycle.state = CYCLE_STATE_PLANNED;
    else if (name->all_closed && cycle.end_day < today)
        cycle.state = CYCLE_STATE_CLOSED;
    TRY(q_cycle_insert(call, &cycle, &name->local_id));
    struct happening happening = {.kind = EVENT_CYCLE_CREATED,
                                  .type = &type_cycle,
                                  .subject_id = name->local_id,
                                  .cycle_id = maybe_of(name->local_id)};
    return record(call, &happening, NULL, &cycle);
}

/* Remembers what a thing was called. */
static enum err
remember(struct call *call, struct str source, const struct intake_name *name, int64_t import_id)
{
    struct foreign_id row = {.source = source,
                             .kind = name->kind,
                             .foreign_key = key_of(call, name),
                             .local_id = name->local_id,
                             .import_id = import_id,
                             .made_by = name->is_new ? maybe_of(import_id) : maybe_none()};

    return q_foreign_insert(call, &row);
}

enum err
intake_names_make(struct intake_names *names, struct call *target, int64_t import_id,
                  int64_t portion, int64_t *at)
{
    struct maybe top_id;
    day_t first_day;
    size_t i = (size_t)*at;
    size_t end = i + (size_t)portion;

    TRY(find_root(target, names, &top_id, &first_day));
    for (; i < end && i < names->count; i++) {
        struct intake_name *name = &names->items[i];
        if (!name->is_new)
            continue;
        if (name->kind == FOREIGN_KIND_UNIT)
            TRY(make_unit(target, names, top_id, first_day, name));
        else if (name->kind == FOREIGN_KIND_PERSON)
            TRY(make_person(target, name));
        else
            TRY(make_cycle(target, name));
        TRY(remember(target, names->source, name, import_id));
    }
    *at = i < names->count ? (int64_t)i : -1;
    return OK;
}

enum err
intake_names_remember(struct intake_names *names, struct call *target, int64_t import_id)
{
    for (size_t i = 0; i < names->count; i++) {
        const struct intake_name *name = &names->items[i];
        if (name->is_new || name->is_known || name->local_id == 0)
            continue;
        arena_clear(target->arena);
        TRY(remember(target, names->source, name, import_id));
    }
    return OK;
}
