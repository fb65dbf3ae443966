/* SPDX-License-Identifier: Apache-2.0 */
/* How it began: the day Koers was introduced at Talverno. */
#include "gen/access.h"
#include "gen/org.h"
#include "practice/example/story/play.h"
#include "practice/access/person.h"
#include "practice/org/grant.h"
#include "practice/org/membership.h"
#include "practice/org/unit.h"

#define ADMIN "robin.degroot"
#define TOP   "talverno" /* the unit above all others */

/* What people of a unit, and of those below it, choose for themselves. */
struct habit {
    const char *unit; /* NULL: all others */
    enum language language;
    const char *region;
    const char *zone;
    const char *country;
};

static const struct habit habits[] = {
    /* clang-format off */
    {"nl",   LANGUAGE_NL, "nl-NL", "Europe/Amsterdam", "Netherlands"},
    {"de",   LANGUAGE_EN, "de-DE", "Europe/Berlin",    "Germany"},
    {"fr",   LANGUAGE_EN, "fr-FR", "Europe/Paris",     "France"},
    {"es",   LANGUAGE_EN, "es-ES", "Europe/Madrid",    "Spain"},
    {"pl",   LANGUAGE_EN, "pl-PL", "Europe/Warsaw",    "Poland"},
    {"lodz", LANGUAGE_EN, "pl-PL", "Europe/Warsaw",    "Poland"},
    {NULL,   LANGUAGE_EN, "en-GB", "Europe/Amsterdam", "Netherlands"},
    /* clang-format on */
};

/* That of the nearest unit that has one. */
static const struct habit *
habit_of(const char *unit)
{
    const struct habit *habit;
    size_t place;

    for (habit = habits; habit->unit != NULL; habit++)
        if (strcmp(habit->unit, unit) == 0)
            return habit;
    if (play_find_unit(unit, &place) && story_units[place].above != NULL)
        return habit_of(story_units[place].above);
    return habit;
}

/* The first of a unit leads it. */
static size_t
leader_of(const char *unit)
{
    for (size_t i = 0; i < story_person_count; i++)
        if (strcmp(story_people[i].unit, unit) == 0)
            return i;
    return story_person_count;
}

/* Who leads the unit, or for its leader the next unit above that somebody leads. */
static struct maybe
manager_of(const struct play *play, size_t place)
{
    const char *unit = story_people[place].unit;
    size_t at;

    while (unit != NULL) {
        size_t leader = leader_of(unit);
        if (leader < place)
            return maybe_of(play->person_ids[leader]);
        unit = play_find_unit(unit, &at) ? story_units[at].above : NULL;
    }
    return maybe_none();
}

static enum err
add_person(struct call *call, struct play *play, size_t place)
{
    const struct story_person *told = &story_people[place];
    const struct habit *habit = habit_of(told->unit);
    struct person row = {
        .name = str_from(told->name),
        .email = str_fmt(call->arena, "%s@%s", told->login, STORY_DOMAIN),
        .state = PERSON_STATE_ACTIVE,
        .language = habit->language,
        .region = str_from(habit->region),
        .zone = str_from(habit->zone),
        .password_hash = play->password_hash,
        .employee_id = str_fmt(call->arena, "T%04zu", place + 1),
        .job_title = str_from(told->title),
        .country = str_from(habit->country),
        .manager_id = manager_of(play, place),
    };

    TRY(person_add(call, &row));
    play->person_ids[place] = row.id;
    return OK;
}

static enum err
add_unit(struct call *call, struct play *play, size_t place)
{
    const struct story_unit *told = &story_units[place];
    struct unit row = {.name = str_from(told->name),
                       .type = told->type,
                       .zone = str_from(told->zone),
                       .valid_from = play->calendar.founded};
    size_t above;

    if (told->above != NULL) {
        if (!play_find_unit(told->above, &above))
            return fail(call, ERR_CORRUPT, "story", "There is no unit %s.", told->above);
        row.parent_id = maybe_of(play->unit_ids[above]);
    }
    TRY(unit_add(call, &row));
    play->unit_ids[place] = row.id;
    return OK;
}

static enum err
add_member(struct call *call, const struct play *play, size_t person, const char *unit,
           const char *title)
{
    size_t place;

    if (!play_find_unit(unit, &place))
        return fail(call, ERR_CORRUPT, "story", "There is no unit %s.", unit);
    struct membership row = {
        .unit_id = play->unit_ids[place],
        .person_id = play->person_ids[person],
        .title = str_from(title),
        .main = title != NULL,
        .valid_from = play->calendar.founded,
    };
    return membership_add(call, &row);
}

static enum err
give_role(struct call *call, const struct play *play, size_t person, enum role role,
          const char *unit)
{
    struct maybe unit_id = maybe_none();
    size_t place;

    if (unit != NULL) {
        if (!play_find_unit(unit, &place))
            return fail(call, ERR_CORRUPT, "story", "There is no unit %s.", unit);
        unit_id = maybe_of(play->unit_ids[place]);
    }
    return grant_add(call, play->person_ids[person], role, unit_id);
}

/* Where everyone belongs, and what they are there. */
static enum err
place_people(struct call *call, const struct play *play)
{
    for (size_t i = 0; i < story_person_count; i++) {
        const struct story_person *told = &story_people[i];
        TRY(add_member(call, play, i, told->unit, told->title));
        if (told->also != NULL)
            TRY(add_member(call, play, i, told->also, /* title= */ NULL));
        if (told->role != ROLE_NULL)
            TRY(give_role(call, play, i, told->role, told->unit));
    }
    for (size_t i = 0; i < story_grant_count; i++) {
        size_t person;
        if (!play_find_person(story_grants[i].login, &person))
            return fail(call, ERR_CORRUPT, "story", "There is no %s.", story_grants[i].login);
        TRY(give_role(call, play, person, story_grants[i].role, story_grants[i].unit));
    }
    return OK;
}

/* The leadership group: who leads the whole, and whatever hangs right below it. */
static enum err
gather_leaders(struct call *call, const struct play *play)
{
    struct leadership_view out;

    for (size_t i = 0; i < story_unit_count; i++) {
        bool high = story_units[i].above == NULL || strcmp(story_units[i].above, TOP) == 0;
        size_t leader = leader_of(story_units[i].key);
        if (!high || leader == story_person_count)
            continue;
        const struct leadership_new in = {.given = UINT64_MAX,
                                          .person_id = play->person_ids[leader]};
        TRY(leadership_create(call, &in, &out));
    }
    return OK;
}

static enum err
name_organisation(struct call *call)
{
    struct setting_view setting;
    const struct setting_patch in = {
        .given = UINT64_MAX, .name = STR("organisation_name"), .value = STR(STORY_ORGANISATION)};

    call->if_match = maybe_of(0);
    return setting_update(call, &in, &setting);
}

static enum err
plan_cycle(struct call *call, struct play *play, enum story_quarter quarter)
{
    struct cycle_view cycle;
    struct buf name;
    struct cycle_new in = {.given = UINT64_MAX,
                           .type = CYCLE_TYPE_QUARTER,
                           .start_day = play->calendar.start[quarter],
                           .end_day = play->calendar.end[quarter],
                           .state = CYCLE_STATE_PLANNED};

    buf_init(&name, 64);
    calendar_quarter_name(&play->calendar, quarter, &name);
    in.name = str_copy(call->arena, buf_str(&name));
    buf_release(&name);
    TRY(cycle_create(call, &in, &cycle));
    play->cycle_ids[quarter] = cycle.id;
    return OK;
}

enum err
play_found(struct call *call, struct play *play)
{
    call->now = calendar_moment(play->calendar.founded, 0);
    for (size_t i = 0; i < story_person_count; i++)
        TRY(add_person(call, play, i));
    for (size_t i = 0; i < story_unit_count; i++)
        TRY(add_unit(call, play, i));
    TRY(place_people(call, play));
    TRY(play_as(call, play, ADMIN));
    if (!play->example)
        TRY(name_organisation(call));
    TRY(gather_leaders(call, play));
    for (size_t i = 0; i < STORY_QUARTERS; i++)
        TRY(plan_cycle(call, play, (enum story_quarter)i));
    return OK;
}
