/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/org/who.h"

#include "gen/access_sql.h"
#include "gen/org_sql.h"
#include "practice/access/policy.h"
#include "practice/access/secret.h"
#include "practice/access/setting.h"

static enum err
gather(struct call *call, int64_t person_id, day_t today, struct who *who)
{
    struct who_part_list parts;

    TRY(q_who_parts(call, person_id, call->now, today, &parts));
    struct held_role *roles = arena_array(call->arena, parts.count, sizeof(*roles));
    int64_t *units = arena_array(call->arena, parts.count, sizeof(*units));
    int64_t *stands_for = arena_array(call->arena, parts.count, sizeof(*stands_for));
    TRY(arena_failed(call->arena));
    who->person_id = person_id;
    who->role_max = ROLE_MEMBER;
    who->roles = roles;
    who->units = units;
    who->stands_for = stands_for;
    for (size_t i = 0; i < parts.count; i++) {
        const struct who_part *part = &parts.items[i];
        if (part->stands_for.has) {
            if (!policy_stands_for(who, part->stands_for))
                stands_for[who->stands_for_count++] = part->stands_for.value;
            continue;
        }
        if (part->role == ROLE_NULL) {
            units[who->unit_count++] = part->unit_id.value;
            continue;
        }
        roles[who->role_count++] = (struct held_role){part->role, part->unit_path};
        if (part->role > who->role_max)
            who->role_max = part->role;
    }
    return OK;
}

static enum err
who_of_row(struct call *call, const struct who_row *row, struct who *who)
{
    day_t today;

    if (row->state != PERSON_STATE_ACTIVE || row->revoked_at.has ||
        (row->expires_at.has && row->expires_at.value <= call->now))
        return ERR_UNSIGNED;
    /* The zone came with the row, so that no query of its own is needed for today. */
    TRY(setting_today_in(call, row->zone, &today));
    who->stale = call->now - maybe_or(row->seen_at, 0) > WHO_STALE_AFTER;
    return gather(call, row->person_id, today, who);
}

enum err
who_of_session(struct call *call, struct str secret, const struct who **out)
{
    struct who_row row;
    struct who *who = arena_new(call->arena, struct who);
    enum err err = q_who_of_session(call, secret_hash(call->arena, secret), &row);

    if (err == ERR_NOT_FOUND)
        return ERR_UNSIGNED;
    TRY(err);
    TRY(arena_failed(call->arena));
    TRY(who_of_row(call, &row, who));
    who->session_id = row.id;
    *out = who;
    return OK;
}

enum err
who_of_token(struct call *call, struct str secret, const struct who **out)
{
    struct who_row row;
    struct who *who = arena_new(call->arena, struct who);
    enum err err = q_who_of_token(call, secret_hash(call->arena, secret), &row);

    if (err == ERR_NOT_FOUND)
        return ERR_UNSIGNED;
    TRY(err);
    TRY(arena_failed(call->arena));
    TRY(who_of_row(call, &row, who));
    who->token_id = row.id;
    *out = who;
    return OK;
}

enum err
who_of_person(struct call *call, int64_t person_id, const struct who **out)
{
    day_t today;
    struct who *who = arena_new(call->arena, struct who);

    TRY(arena_failed(call->arena));
    TRY(setting_today(call, &today));
    TRY(gather(call, person_id, today, who));
    *out = who;
    return OK;
}

enum err
who_touch(struct call *call, const struct who *who)
{
    struct settings settings;

    if (who->token_id != 0)
        return q_token_touch(call, maybe_of(call->now), who->token_id);
    TRY(settings_load(call, &settings));
    return q_session_touch(call, call->now, call->now + settings.session_days * USEC_PER_DAY,
                           who->session_id);
}
