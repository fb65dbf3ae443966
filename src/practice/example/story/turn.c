/* SPDX-License-Identifier: Apache-2.0 */
/* The turns of the story: second thoughts, and people who come and go. */
#include "gen/access_sql.h"
#include "gen/checkin.h"
#include "gen/okr.h"
#include "gen/okr_sql.h"
#include "gen/org.h"
#include "gen/org_sql.h"
#include "gen/reorg.h"
#include "practice/example/story/play.h"

/* Long enough to be away on the day of the demo, which is one of the eighth week. */
#define AWAY_DAYS 21

static enum err
turn_objective(struct call *call, const struct story_turn *turn, const struct part *part)
{
    struct objective row;
    struct objective_view out;
    const struct with_reason reason = {
        .given = UINT64_MAX, .id = part->id, .reason = str_from(turn->text)};
    const struct objective_patch reword = {
        .given = OBJECTIVE_PATCH_TITLE, .id = part->id, .title = str_from(turn->text)};

    TRY(q_objective_get(call, part->id, &row));
    call->if_match = maybe_of(row.version);
    if (turn->kind == TURN_DROP)
        return objective_drop(call, &reason, &out);
    if (turn->kind == TURN_ARCHIVE)
        return objective_archive(call, &reason, &out);
    return objective_update(call, &reword, &out);
}

static enum err
turn_key_result(struct call *call, const struct story_turn *turn, const struct part *part)
{
    struct key_result row;
    struct key_result_view out;
    const struct with_reason reason = {.given = UINT64_MAX,
                                       .id = part->key_result_ids[turn->key_result - 1],
                                       .reason = str_from(turn->text)};
    struct key_result_patch patch = {.id = reason.id};

    TRY(q_key_result_get(call, reason.id, &row));
    call->if_match = maybe_of(row.version);
    if (turn->kind == TURN_DROP_KEY_RESULT)
        return key_result_drop(call, &reason, &out);
    if (turn->kind == TURN_WEIGHT) {
        patch.given = KEY_RESULT_PATCH_WEIGHT;
        TRY(scaled_parse(str_from(turn->text), WEIGHT_PLACES, WEIGHT_MAX, &patch.weight));
    } else {
        patch.given = KEY_RESULT_PATCH_TARGET_VALUE;
        patch.target_value.has = true;
        TRY(scaled_parse(str_from(turn->text), DECIMAL_PLACES, DECIMAL_MAX,
                         &patch.target_value.value));
    }
    return key_result_update(call, &patch, &out);
}

/* Every membership that still holds ends on that day. */
static enum err
end_memberships(struct call *call, int64_t person_id, day_t today)
{
    struct membership_list rows;
    struct member_view out;

    TRY(q_membership_open(call, person_id, today, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const struct membership_end in = {
            .given = UINT64_MAX, .id = rows.items[i].id, .valid_until = maybe_of(today)};
        TRY(membership_end(call, &in, &out));
    }
    return OK;
}

static enum err
leave(struct call *call, int64_t person_id)
{
    struct person row;
    struct person out;

    TRY(end_memberships(call, person_id, day_of(call->now)));
    TRY(q_person_get(call, person_id, &row));
    call->if_match = maybe_of(row.version);
    return person_deactivate(call, &(struct by_id){.id = person_id}, &out);
}

static enum err
move(struct call *call, const struct play *play, const struct story_turn *turn, size_t person)
{
    struct member_view out;
    size_t unit;

    if (!play_find_unit(turn->text, &unit))
        return fail(call, ERR_CORRUPT, "story", "There is no unit %s.", turn->text);
    TRY(end_memberships(call, play->person_ids[person], day_of(call->now)));
    const struct membership_new in = {
        .given = UINT64_MAX,
        .id = play->unit_ids[unit],
        .person_id = play->person_ids[person],
        .title = str_from(story_people[person].title),
        .main = true,
    };
    return membership_create(call, &in, &out);
}

static enum err
close_unit(struct call *call, int64_t unit_id)
{
    struct unit row;
    struct unit_view out;

    TRY(q_unit_get(call, unit_id, &row));
    call->if_match = maybe_of(row.version);
    return unit_close(
        call,
        &(struct unit_close){.given = UINT64_MAX, .id = unit_id, .valid_until = day_of(call->now)},
        &out);
}

static enum err
be_away(struct call *call, const struct play *play, int64_t person_id, const char *deputy)
{
    struct absence_view out;
    size_t place;
    struct absence_new in = {.given = UINT64_MAX,
                             .id = person_id,
                             .first_day = day_of(call->now),
                             .last_day = day_of(call->now) + AWAY_DAYS};

    if (deputy != NULL && !play_find_person(deputy, &place))
        return fail(call, ERR_CORRUPT, "story", "There is no %s.", deputy);
    if (deputy != NULL)
        in.deputy_id = maybe_of(play->person_ids[place]);
    return absence_create(call, &in, &out);
}

static enum err
delegate(struct call *call, const struct play *play, int64_t person_id, const char *to)
{
    struct delegation_view out;
    size_t place;

    if (!play_find_person(to, &place))
        return fail(call, ERR_CORRUPT, "story", "There is no %s.", to);
    const struct delegation_new in = {
        .given = UINT64_MAX, .id = person_id, .delegate_id = play->person_ids[place]};
    return delegation_create(call, &in, &out);
}

static enum err
set_cadence(struct call *call, int64_t unit_id, const char *days)
{
    struct unit row;
    struct unit_view out;
    struct unit_patch patch = {
        .given = UNIT_PATCH_CADENCE_DAYS, .id = unit_id, .cadence_days = {.has = true}};

    TRY(scaled_parse(str_from(days), 0, INT32_MAX, &patch.cadence_days.value));
    TRY(q_unit_get(call, unit_id, &row));
    call->if_match = maybe_of(row.version);
    return unit_update(call, &patch, &out);
}

/* A reorganisation of one step, planned and applied on the same day. */
static enum err
merge_unit(struct call *call, const struct play *play, const struct story_turn *turn, size_t unit)
{
    struct reorg_view out;
    size_t into;

    if (!play_find_unit(turn->into, &into))
        return fail(call, ERR_CORRUPT, "story", "There is no unit %s.", turn->into);
    struct reorg_step_new step = {.given = UINT64_MAX,
                                  .kind = REORG_KIND_MERGE,
                                  .unit_id = play->unit_ids[unit],
                                  .into_id = maybe_of(play->unit_ids[into]),
                                  .roles_follow = true};
    const struct reorganisation_new in = {
        .given = UINT64_MAX,
        .name = str_fmt(call->arena, "%s joins %s", story_units[unit].name, story_units[into].name),
        .reason = str_from(turn->text),
        .effective_on = day_of(call->now),
        .steps = {&step, 1},
    };
    TRY(arena_failed(call->arena));
    TRY(reorganisation_create(call, &in, &out));
    call->if_match = maybe_of(out.version);
    return reorganisation_schedule(call, &(struct by_id){.id = out.id}, &out);
}

enum err
play_turn(struct call *call, struct play *play, const struct story_turn *turn)
{
    size_t place;

    TRY(play_as(call, play, turn->by));
    switch (turn->kind) {
    case TURN_REWORD:
    case TURN_DROP:
    case TURN_ARCHIVE:
        if (play_find_part(play, turn->quarter, turn->what, &place))
            return turn_objective(call, turn, &play->parts[place]);
        break;
    case TURN_TARGET:
    case TURN_WEIGHT:
    case TURN_DROP_KEY_RESULT:
        if (play_find_part(play, turn->quarter, turn->what, &place))
            return turn_key_result(call, turn, &play->parts[place]);
        break;
    case TURN_LEAVE:
        if (play_find_person(turn->what, &place))
            return leave(call, play->person_ids[place]);
        break;
    case TURN_MOVE:
        if (play_find_person(turn->what, &place))
            return move(call, play, turn, place);
        break;
    case TURN_CLOSE_UNIT:
        if (play_find_unit(turn->what, &place))
            return close_unit(call, play->unit_ids[place]);
        break;
    case TURN_AWAY:
        if (play_find_person(turn->what, &place))
            return be_away(call, play, play->person_ids[place], turn->text);
        break;
    case TURN_DELEGATE:
        if (play_find_person(turn->what, &place))
            return delegate(call, play, play->person_ids[place], turn->text);
        break;
    case TURN_CADENCE:
        if (play_find_unit(turn->what, &place))
            return set_cadence(call, play->unit_ids[place], turn->text);
        break;
    case TURN_MERGE_UNIT:
        if (play_find_unit(turn->what, &place))
            return merge_unit(call, play, turn, place);
        break;
    }
    return fail(call, ERR_CORRUPT, "story", "There is no %s.", turn->what);
}
