/* SPDX-License-Identifier: Apache-2.0 */
#include "koers/generate/people.h"

#include "gen/access.h"
#include "gen/org.h"
#include "model/fold.h"
#include "practice/access/folded.h"
#include "practice/access/person.h"
#include "practice/org/inherit.h"
#include "practice/org/unit.h"

#define CLEAR_EVERY     256
#define LEADERSHIP_MAX  50
#define MASTER_DEPTH    3 /* every unit down to departments has an OKR master */
#define CROSS_EVERY     50
#define SECOND_EVERY    40
#define ADMIN_FIRST     "Robin"
#define ADMIN_LAST      "de Groot"
#define EMPLOYEE_DIGITS 7

struct writing {
    struct book *book;
    const struct world *world;
    struct str password_hash;
    struct unit *units; /* as written, by place */
};

/* ---- units -----------------------------------------------------------------------------------
 */

static enum unit_type
type_of(const struct world_unit *unit)
{
    static const enum unit_type types[WORLD_DEPTHS] = {UNIT_TYPE_COMPANY, UNIT_TYPE_BUSINESS_UNIT,
                                                       UNIT_TYPE_REGION, UNIT_TYPE_DEPARTMENT,
                                                       UNIT_TYPE_TEAM};

    if (unit->depth == WORLD_DEPTHS - 1 && unit->number % CROSS_EVERY == CROSS_EVERY - 1)
        return UNIT_TYPE_CROSS_UNIT_TEAM;
    return types[unit->depth];
}

static struct str
name_of(struct arena *arena, const struct world_unit *unit)
{
    static const enum generate_words_list sections[WORLD_DEPTHS] = {
        GENERATE_WORDS_COUNT, GENERATE_WORDS_BUSINESS_UNIT, GENERATE_WORDS_REGION,
        GENERATE_WORDS_DEPARTMENT, GENERATE_WORDS_TEAM};

    if (unit->depth == 0)
        return STR(GENERATE_NAME);
    return wording_name(arena, unit->place->language, sections[unit->depth], unit->number);
}

/* The zone of a place is that of its business unit, and holds for all below. */
static enum err
write_unit(struct writing *w, struct arena *lasting, int64_t at)
{
    const struct world_unit *told = &w->world->units[at];
    struct call *call = w->book->call;
    const struct unit *parent = told->parent >= 0 ? &w->units[told->parent] : NULL;
    struct unit *row = &w->units[at];

    *row = (struct unit){
        .id = book_id(w->book, &type_unit),
        .parent_id = parent != NULL ? maybe_of(parent->id) : maybe_none(),
        .name = str_copy(lasting, name_of(call->arena, told)),
        .type = type_of(told),
        .zone = told->depth == 1 ? str_from(told->place->zone) : (struct str){0},
        .depth = told->depth,
        .valid_from = w->world->founded,
        .created_at = call->now,
        .version = 1,
    };
    inherit_from(parent, row);
    row->folded = folded_key(lasting, row->name, (struct str){0});
    row->path = str_fmt(lasting, "%.*s%lld/", STR_FMT(parent != NULL ? parent->path : STR("/")),
                        (long long)row->id);
    TRY(arena_failed(lasting));
    TRY(book_put(w->book, &type_unit, row));
    struct happening happening = unit_happening(row, EVENT_UNIT_CREATED);
    return book_record(w->book, &happening, NULL, row);
}

/* ---- people ----------------------------------------------------------------------------------
 */

/* Whose they are: leaders come first, then the members of each unit. */
struct belonging {
    int64_t unit;
    bool leads;
};

static struct maybe
manager_of(const struct writing *w, const struct belonging *of)
{
    int64_t above = w->world->units[of->unit].parent;

    if (!of->leads)
        return maybe_of(world_leader(of->unit));
    return above >= 0 ? maybe_of(world_leader(above)) : maybe_none();
}

static void
name_person(struct arena *arena, const struct writing *w, int64_t id, enum language language,
            struct person *row)
{
    uint64_t seed = world_seed(w->world);
    bool is_admin = id == world_admin(w->world);
    struct str first = is_admin
                           ? STR(ADMIN_FIRST)
                           : wording_line(language, GENERATE_WORDS_FIRST_NAME,
                                          chance_below(seed, CHANCE_FIRST_NAME, id, INT32_MAX));
    struct str last = is_admin ? STR(ADMIN_LAST)
                               : wording_line(language, GENERATE_WORDS_LAST_NAME,
                                              chance_below(seed, CHANCE_LAST_NAME, id, INT32_MAX));

    row->name = str_fmt(arena, "%.*s %.*s", STR_FMT(first), STR_FMT(last));
    row->email = is_admin ? STR(GENERATE_ADMIN)
                          : str_fmt(arena, "%.*s.%lld@" GENERATE_DOMAIN,
                                    STR_FMT(fold(arena, first)), (long long)id);
}

static struct str
title_of(const struct writing *w, int64_t id, const struct belonging *of)
{
    const struct world_unit *unit = &w->world->units[of->unit];
    enum language language = unit->place->language;

    if (of->leads)
        return wording_line(language, GENERATE_WORDS_LEADER_TITLE, unit->depth);
    return wording_line(language, GENERATE_WORDS_MEMBER_TITLE,
                        chance_below(world_seed(w->world), CHANCE_TITLE, id, INT32_MAX));
}

static enum err
write_membership(struct writing *w, int64_t person_id, int64_t unit, struct str title)
{
    struct membership row = {
        .id = book_id(w->book, &type_membership),
        .unit_id = unit + 1,
        .person_id = person_id,
        .title = title,
        .main = !str_is_null(title),
        .valid_from = w->world->founded,
    };
    struct happening happening = {
        .kind = EVENT_MEMBERSHIP_CREATED,
        .type = &type_membership,
        .subject_id = row.id,
        .unit_id = maybe_of(row.unit_id),
        .owner_id = maybe_of(person_id),
    };

    TRY(book_put(w->book, &type_membership, &row));
    return book_record(w->book, &happening, NULL, &row);
}

static enum err
write_person(struct writing *w, const struct belonging *of)
{
    const struct place *place = w->world->units[of->unit].place;
    struct call *call = w->book->call;
    struct person row = {
        .id = book_id(w->book, &type_person),
        .state = PERSON_STATE_ACTIVE,
        .language = place->language,
        .region = str_from(place->region),
        .week_start = 1,
        .zone = str_from(place->zone),
        .shortcuts = true,
        .country = str_from(place->country),
        .manager_id = manager_of(w, of),
        .created_at = call->now,
        .version = 1,
    };

    if (row.id % CLEAR_EVERY == 0)
        arena_clear(call->arena);
    name_person(call->arena, w, row.id, place->language, &row);
    row.employee_id = str_fmt(call->arena, "A%0*lld", EMPLOYEE_DIGITS, (long long)row.id);
    row.job_title = title_of(w, row.id, of);
    row.folded = folded_key(call->arena, row.name, row.email);
    if (row.id == world_admin(w->world))
        row.password_hash = w->password_hash;
    TRY(arena_failed(call->arena));
    TRY(book_put(w->book, &type_person, &row));
    struct happening happening = person_happening(&row, EVENT_PERSON_CREATED);
    return book_record(w->book, &happening, NULL, &row);
}

static enum err
write_people(struct writing *w)
{
    const struct world *world = w->world;

    for (int64_t i = 0; i < world->unit_count; i++)
        TRY(write_person(w, &(struct belonging){.unit = i, .leads = true}));
    for (int64_t i = 0; i < world->unit_count; i++)
        for (int64_t k = 0; k < world->units[i].member_count; k++)
            TRY(write_person(w, &(struct belonging){.unit = i}));
    return OK;
}

/* The same walk again: everybody in their unit, some in a team across units as well. */
static enum err
place_people(struct writing *w)
{
    const struct world *world = w->world;
    int64_t person_id = world->unit_count;

    for (int64_t i = 0; i < world->unit_count; i++)
        TRY(write_membership(w, world_leader(i), i,
                             title_of(w, world_leader(i), &(struct belonging){i, true})));
    for (int64_t i = 0; i < world->unit_count; i++)
        for (int64_t k = 0; k < world->units[i].member_count; k++) {
            person_id++;
            TRY(write_membership(w, person_id, i,
                                 title_of(w, person_id, &(struct belonging){i, false})));
            int64_t across = world->unit_count - 1 - i / SECOND_EVERY;
            if (person_id % SECOND_EVERY == 0 && w->units[across].type == UNIT_TYPE_CROSS_UNIT_TEAM)
                TRY(write_membership(w, person_id, across, (struct str){0}));
            if (person_id % CLEAR_EVERY == 0)
                arena_clear(w->book->call->arena);
        }
    return OK;
}

/* ---- roles -----------------------------------------------------------------------------------
 */

static enum err
give_role(struct writing *w, int64_t person_id, enum role role, struct maybe unit_id)
{
    struct role_grant row = {
        .id = book_id(w->book, &type_role_grant),
        .person_id = person_id,
        .role = role,
        .unit_id = unit_id,
        .valid_from = w->book->call->now,
    };
    struct happening happening = {
        .kind = EVENT_ROLE_GRANTED,
        .type = &type_role_grant,
        .subject_id = row.id,
        .unit_id = unit_id,
        .owner_id = maybe_of(person_id),
    };

    TRY(book_put(w->book, &type_role_grant, &row));
    return book_record(w->book, &happening, NULL, &row);
}

static enum err
join_leadership(struct writing *w, int64_t person_id)
{
    struct leadership row = {
        .id = book_id(w->book, &type_leadership),
        .person_id = person_id,
        .valid_from = w->world->founded,
    };
    struct happening happening = {
        .kind = EVENT_LEADERSHIP_JOINED,
        .type = &type_leadership,
        .subject_id = row.id,
        .owner_id = maybe_of(person_id),
    };

    TRY(book_put(w->book, &type_leadership, &row));
    return book_record(w->book, &happening, NULL, &row);
}

/* Who administers Koers leads the OKR squad as well. */
static enum err
give_roles(struct writing *w)
{
    const struct world *world = w->world;

    TRY(give_role(w, world_admin(world), ROLE_ADMIN, maybe_none()));
    TRY(give_role(w, world_admin(world), ROLE_OKR_MASTER, maybe_none()));
    for (int64_t i = 0; i < world->unit_count; i++) {
        TRY(give_role(w, world_leader(i), ROLE_LEADER, maybe_of(i + 1)));
        if (world->units[i].depth <= MASTER_DEPTH)
            TRY(give_role(w, world_somebody(world, i, i), ROLE_OKR_MASTER, maybe_of(i + 1)));
        if (i < LEADERSHIP_MAX && world->units[i].depth < MASTER_DEPTH)
            TRY(join_leadership(w, world_leader(i)));
        if (i % CLEAR_EVERY == 0)
            arena_clear(w->book->call->arena);
    }
    return OK;
}

static enum err
write_all(struct writing *w, struct arena *lasting)
{
    const struct world *world = w->world;

    w->units = arena_array(lasting, (size_t)world->unit_count, sizeof(*w->units));
    TRY(arena_failed(lasting));
    TRY(write_people(w));
    w->book->call->person_id = world_admin(world);
    for (int64_t i = 0; i < world->unit_count; i++) {
        TRY(write_unit(w, lasting, i));
        if (i % CLEAR_EVERY == 0)
            arena_clear(w->book->call->arena);
    }
    TRY(place_people(w));
    return give_roles(w);
}

enum err
people_write(struct book *book, const struct world *world, struct str password_hash)
{
    struct writing writing = {.book = book, .world = world, .password_hash = password_hash};
    struct arena lasting;

    book->call->now = world_moment(world, world->founded, 0);
    book->call->person_id = 0; /* nobody is there yet */
    arena_init(&lasting, (size_t)world->unit_count * 1024 + ARENA_CEILING_USUAL);
    enum err err = write_all(&writing, &lasting);
    arena_release(&lasting);
    return err;
}
