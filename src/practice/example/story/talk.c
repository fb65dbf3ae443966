/* SPDX-License-Identifier: Apache-2.0 */
/* What people say of objectives and key results; a name behind an @ in the story mentions them. */
#include "base/buf.h"
#include "gen/collaboration.h"
#include "practice/example/story/play.h"

#define ANSWER_AFTER (17 * 60 * USEC_PER_SEC)

/* Days of a weekend come to lie on its Friday: an answer still follows what it answers. */
static void
follow(struct play *play, usec_t *said_at)
{
    struct scene *last = &play->scenes[play->scene_count - 1];

    if (last->at <= *said_at)
        last->at = *said_at + ANSWER_AFTER;
    *said_at = last->at;
}

void
play_talk_plan(struct play *play, void (*add)(struct play *, day_t, struct scene))
{
    day_t today = play->calendar.today;

    for (size_t i = 0; i < story_comment_count; i++) {
        const struct story_comment *told = &story_comments[i];
        usec_t said_at = 0;
        add(play, today - told->ago, (struct scene){.kind = SCENE_COMMENT, .number = i});
        follow(play, &said_at);
        for (size_t k = 0; k < STORY_ANSWERS_MAX && told->answers[k].text != NULL; k++) {
            add(play, today - told->answers[k].ago,
                (struct scene){.kind = SCENE_ANSWER, .number = i, .part = k});
            follow(play, &said_at);
        }
    }
}

static size_t
login_length(const char *text)
{
    size_t len = 0;

    while ((text[len] >= 'a' && text[len] <= 'z') || text[len] == '.')
        len++;
    return len > 0 && text[len - 1] == '.' ? len - 1 : len; /* the end of a sentence */
}

/* "@[12]" for "@daan.visser". */
static enum err
body_of(struct call *call, const struct play *play, const char *text, struct str *out)
{
    struct buf buf;
    enum err err = OK;

    buf_init(&buf, ARENA_CEILING_USUAL);
    while (err == OK && *text != '\0') {
        size_t len = *text == '@' ? login_length(text + 1) : 0;
        struct str login = str_slice(str_from(text), 1, len);
        size_t place;
        if (len == 0) {
            buf_append_char(&buf, *text++);
        } else if (!play_find_person(str_cstr(call->arena, login), &place)) {
            err = fail(call, ERR_CORRUPT, "story", "There is no %.*s.", STR_FMT(login));
        } else {
            buf_fmt(&buf, "@[%lld]", (long long)play->person_ids[place]);
            text += len + 1;
        }
    }
    *out = str_copy(call->arena, buf_str(&buf));
    buf_release(&buf);
    return err == OK ? arena_failed(call->arena) : err;
}

static enum err
say(struct call *call, struct play *play, const struct story_comment *told,
    const struct story_answer *answer, struct maybe parent_id, int64_t *ret_id)
{
    struct comment_new in = {.given = UINT64_MAX, .parent_id = parent_id};
    struct comment_view out;
    size_t part;

    if (!play_find_part(play, QUARTER_NOW, told->key, &part))
        return fail(call, ERR_CORRUPT, "story", "There is no objective %s.", told->key);
    in.id = play->parts[part].id;
    if (told->key_result > 0)
        in.key_result_id = maybe_of(play->parts[part].key_result_ids[told->key_result - 1]);
    TRY(body_of(call, play, answer->text, &in.body));
    TRY(play_as(call, play, answer->by));
    TRY(comment_create(call, &in, &out));
    *ret_id = out.id;
    return OK;
}

enum err
play_talk(struct call *call, struct play *play, const struct scene *scene)
{
    const struct story_comment *told = &story_comments[scene->number];
    const struct story_answer first = {told->by, told->ago, told->text};
    int64_t id;

    if (scene->kind == SCENE_COMMENT)
        return say(call, play, told, &first, maybe_none(), &play->comment_ids[scene->number]);
    return say(call, play, told, &told->answers[scene->part],
               maybe_of(play->comment_ids[scene->number]), &id);
}
