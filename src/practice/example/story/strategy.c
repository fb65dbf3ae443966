/* SPDX-License-Identifier: Apache-2.0 */
/* The board's sessions, as the chief executive wrote them down; and the health of their themes. */
#include "base/moment.h"
#include "gen/strategy.h"
#include "practice/example/story/play.h"

#define BOARD          "marijke.hoekstra"
#define HEALTH_CADENCE 28 /* days between two values of a health measure */

bool
play_find_theme(const struct play *play, const char *key, int64_t *out)
{
    for (size_t i = 0; i < play->theme_count; i++)
        if (strcmp(play->themes[i].key, key) == 0) {
            *out = play->themes[i].id;
            return true;
        }
    return false;
}

/* The theme of the story that stands in a draft; NULL when the session lets it end. */
static const struct story_theme *
told_of(const struct play *play, const struct story_session *session, int64_t theme_id)
{
    for (const struct story_theme *told = session->themes; told->key != NULL; told++)
        for (size_t i = 0; i < play->theme_count; i++)
            if (play->themes[i].id == theme_id && strcmp(play->themes[i].key, told->key) == 0)
                return told;
    return NULL;
}

static int
year_of(const struct play *play, int offset)
{
    int year, month, day;

    day_to_civil(play->calendar.founded, &year, &month, &day);
    return year + offset;
}

static enum err
owner_of(struct call *call, const struct play *play, const char *login, struct maybe *out)
{
    size_t place;

    if (!play_find_person(login, &place))
        return fail(call, ERR_CORRUPT, "story", "There is no %s.", login);
    *out = maybe_of(play->person_ids[place]);
    return OK;
}

static enum err
add_theme(struct call *call, struct play *play, int64_t strategy_id, const struct story_theme *told)
{
    struct strategy_theme_view out;
    struct strategy_theme_new in = {
        .given = UINT64_MAX,
        .id = strategy_id,
        .name = str_from(told->name),
        .from_year = year_of(play, told->from),
        .until_year = year_of(play, told->until),
        .success = str_from(told->success),
        .description = str_from(told->description),
    };

    TRY(owner_of(call, play, told->owner, &in.owner_id));
    TRY(strategy_theme_create(call, &in, &out));
    if (play->theme_count == STORY_THEMES_MAX)
        return ERR_TOO_LARGE;
    play->themes[play->theme_count++] = (struct play_theme){.key = told->key, .id = out.theme_id};
    return OK;
}

/* A theme that the draft took over: said anew, or taken out. */
static enum err
revise(struct call *call, const struct play *play, const struct strategy_theme_view *there,
       const struct story_theme *told)
{
    struct strategy_theme_view out;
    struct strategy_theme_patch in = {.given = UINT64_MAX, .id = there->id, .rank = there->rank};

    call->if_match = maybe_of(there->version);
    if (told == NULL)
        return strategy_theme_delete(call, &(struct by_id){.id = there->id});
    in.name = str_from(told->name);
    in.from_year = year_of(play, told->from);
    in.until_year = year_of(play, told->until);
    in.success = str_from(told->success);
    in.description = str_from(told->description);
    TRY(owner_of(call, play, told->owner, &in.owner_id));
    return strategy_theme_update(call, &in, &out);
}

static enum err
themes_set(struct call *call, struct play *play, const struct story_session *session,
           const struct strategy_view *draft)
{
    for (size_t i = 0; i < draft->themes.count; i++) {
        const struct strategy_theme_view *there = &draft->themes.items[i];
        TRY(revise(call, play, there, told_of(play, session, there->theme_id)));
    }
    for (const struct story_theme *told = session->themes; told->key != NULL; told++) {
        bool taken_over = false;
        for (size_t i = 0; i < draft->themes.count; i++)
            taken_over |= told_of(play, session, draft->themes.items[i].theme_id) == told;
        if (!taken_over)
            TRY(add_theme(call, play, draft->id, told));
    }
    return OK;
}

/* How many themes the sessions before this one have named. */
static size_t
themes_before(enum story_quarter session)
{
    size_t count = 0;

    if (session == QUARTER_NOW)
        while (story_sessions[QUARTER_LAST].themes[count].key != NULL)
            count++;
    return count;
}

enum err
play_session(struct call *call, struct play *play, enum story_quarter before)
{
    const struct story_session *session = &story_sessions[before];
    struct strategy_view draft;
    struct strategy_view out;
    struct strategy_new in = {
        .given = UINT64_MAX, .name = str_from(session->name), .session_day = day_of(call->now)};
    struct strategy_patch texts = {.given = STRATEGY_PATCH_MISSION | STRATEGY_PATCH_STARTING_POINT |
                                            STRATEGY_PATCH_CHANGE_NOTE,
                                   .mission = str_from(session->mission),
                                   .starting_point = str_from(session->starting_point),
                                   .change_note = str_from(session->change_note)};

    TRY(play_as(call, play, BOARD));
    play->theme_count = themes_before(before); /* a transaction may run again */
    TRY(strategy_create(call, &in, &draft));
    TRY(themes_set(call, play, session, &draft));
    texts.id = draft.id;
    call->if_match = maybe_of(draft.version);
    TRY(strategy_update(call, &texts, &out));
    call->if_match = maybe_of(out.version);
    return strategy_publish(call, &(struct by_id){.id = draft.id}, &out);
}

static enum err
limit_read(struct call *call, const char *text, struct maybe *out)
{
    *out = maybe_none();
    if (text == NULL)
        return OK;
    if (scaled_parse(str_from(text), DECIMAL_PLACES, DECIMAL_MAX, &out->value) != OK)
        return fail(call, ERR_CORRUPT, "story", "%s is no number.", text);
    out->has = true;
    return OK;
}

static enum err
record_values(struct call *call, const struct story_health *told, int64_t measure_id)
{
    struct health_value_view out;
    size_t count = 0;

    while (count < STORY_HEALTH_MAX && told->values[count] != NULL)
        count++;
    for (size_t i = 0; i < count; i++) {
        struct maybe value;
        struct health_value_new in = {
            .given = UINT64_MAX,
            .id = measure_id,
            .day = maybe_of(day_of(call->now) - HEALTH_CADENCE * (day_t)(count - 1 - i)),
        };
        TRY(limit_read(call, told->values[i], &value));
        in.value = value.value;
        TRY(health_value_create(call, &in, &out));
    }
    return OK;
}

enum err
play_health(struct call *call, struct play *play)
{
    TRY(play_as(call, play, BOARD));
    for (size_t i = 0; i < story_health_count; i++) {
        const struct story_health *told = &story_healths[i];
        struct health_measure_view out;
        struct health_measure_new in = {.given = UINT64_MAX,
                                        .name = str_from(told->name),
                                        .unit_of_measure = str_from(told->unit)};
        if (!play_find_theme(play, told->theme, &in.id))
            return fail(call, ERR_CORRUPT, "story", "There is no theme %s.", told->theme);
        TRY(limit_read(call, told->low, &in.low_value));
        TRY(limit_read(call, told->high, &in.high_value));
        TRY(health_measure_create(call, &in, &out));
        TRY(record_values(call, told, out.id));
    }
    return OK;
}
