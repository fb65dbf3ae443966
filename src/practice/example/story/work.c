/* SPDX-License-Identifier: Apache-2.0 */
/* Initiatives as their owners write them down, and the tags that the OKR squad gives. */
#include "gen/okr.h"
#include "gen/okr_sql.h"
#include "practice/example/story/play.h"

#define OKR_SQUAD  "farah.elamrani"
#define TAGGED_AGO 29 /* days before the day of the demo */

void
play_work_plan(struct play *play, void (*add)(struct play *, day_t, struct scene))
{
    day_t today = play->calendar.today;

    for (size_t i = 0; i < story_initiative_count; i++)
        add(play, today - story_initiatives[i].ago,
            (struct scene){.kind = SCENE_INITIATIVE, .number = i});
    add(play, today - TAGGED_AGO, (struct scene){.kind = SCENE_TAGS});
}

static enum err
write_down(struct call *call, const struct play *play, const struct story_initiative *told)
{
    struct initiative_view out;
    struct initiative_new in = {
        .given = UINT64_MAX,
        .title = str_from(told->title),
        .state = told->state,
        .due_day = maybe_of(play->calendar.today + told->due),
    };

    TRY(play_as(call, play, told->owner));
    in.owner_id = maybe_of(call->person_id);
    TRY(play_find_key_result(call, play, told->key, told->key_result, &in.id));
    return initiative_create(call, &in, &out);
}

/* Adds the tag to those the objective has. */
static enum err
put_on(struct call *call, const struct play *play, int64_t tag_id, const char *key)
{
    int64_t ids[STORY_TAGS_MAX] = {tag_id};
    struct objective_patch in = {.given = OBJECTIVE_PATCH_TAG_IDS, .tag_ids = {ids, 1}};
    struct objective_view there;
    size_t place;

    if (!play_find_part(play, QUARTER_NOW, key, &place))
        return fail(call, ERR_CORRUPT, "story", "There is no objective %s.", key);
    in.id = play->parts[place].id;
    TRY(objective_get(call, &(struct by_id){.id = in.id}, &there));
    for (size_t i = 0; i < there.tags.count && in.tag_ids.count < STORY_TAGS_MAX; i++)
        ids[in.tag_ids.count++] = there.tags.items[i].id;
    call->if_match = maybe_of(there.version);
    return objective_update(call, &in, &there);
}

static enum err
give_tags(struct call *call, const struct play *play)
{
    TRY(play_as(call, play, OKR_SQUAD));
    for (size_t i = 0; i < story_tag_count; i++) {
        const struct story_tag *told = &story_tags[i];
        struct tag_view tag;
        const struct tag_new in = {
            .given = UINT64_MAX, .name = str_from(told->name), .tone = told->tone};
        TRY(tag_create(call, &in, &tag));
        for (size_t k = 0; k < STORY_TAGGED_MAX && told->keys[k] != NULL; k++)
            TRY(put_on(call, play, tag.id, told->keys[k]));
    }
    return OK;
}

enum err
play_work(struct call *call, const struct play *play, const struct scene *scene)
{
    if (scene->kind == SCENE_TAGS)
        return give_tags(call, play);
    return write_down(call, play, &story_initiatives[scene->number]);
}
