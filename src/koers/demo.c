/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The demo is a play (practice/example/story/play.h): first the founding, then scene after scene, a
 * transaction a week of the story.
 */
#include "koers/demo.h"

#include <stddef.h>

#include "db/db.h"
#include "gen/org_sql.h"
#include "practice/example/story/play.h"
#include "practice/access/password.h"
#include "practice/access/setting.h"
#include "practice/notice/tell.h"

#define PLAY_CEILING (16U << 20)
#define WEEK         (WEEK_DAYS * USEC_PER_DAY)

/* One transaction of the play. */
struct act {
    struct db_work work;
    struct call call;
    struct arena arena;
    struct play *play;
    size_t first, end; /* scenes; both 0: the founding */
    size_t at;         /* the one being played */
    usec_t now;        /* of the demo */
    struct str why;    /* of play_begin() */
};

static struct act *
act_of(struct db_work *work)
{
    return (struct act *)(void *)((char *)work - offsetof(struct act, work));
}

static void
act_start(struct act *act, struct conn *conn)
{
    arena_clear(&act->arena);
    call_reset(&act->call);
    act->call.conn = conn;
    act->call.person_id = 0;
    act->call.who = NULL;
    act->call.now = act->now;
}

static enum err
nobody_is_here(struct call *call)
{
    struct person_list people;

    TRY(q_person_page(call, STR(""), 0, PERSON_STATE_NULL, (struct str){0}, 1, &people));
    if (people.count > 0)
        return fail(call, ERR_CONFLICT, "not_empty",
                    "This database has people already; make the demo in an empty one.");
    return OK;
}

static enum err
found(struct db_work *work, struct conn *conn)
{
    struct act *act = act_of(work);
    struct str password_hash = act->play->password_hash;
    struct arena *arena = act->play->arena;
    day_t today;

    act_start(act, conn);
    TRY(nobody_is_here(&act->call));
    TRY(setting_today(&act->call, &today));
    TRY(play_begin(act->play, arena, today, &act->why));
    act->play->password_hash = password_hash;
    return play_found(&act->call, act->play);
}

static enum err
play_scenes(struct db_work *work, struct conn *conn)
{
    struct act *act = act_of(work);

    act_start(act, conn);
    for (act->at = act->first; act->at < act->end; act->at++)
        TRY(play_scene(&act->call, act->play, &act->play->scenes[act->at]));
    return OK;
}

static const char *
scene_name(const struct play *play, const struct scene *scene)
{
    if (scene->kind == SCENE_SESSION)
        return story_sessions[scene->quarter].name;
    if (scene->kind == SCENE_HEALTH)
        return "health of the themes";
    return scene->kind == SCENE_TURN ? scene->turn->what : play->parts[scene->part].told->key;
}

static void
say_why(const struct act *act, struct buf *report)
{
    const struct play *play = act->play;

    if (act->at < act->end)
        buf_fmt(report, "Scene %zu of %zu, %s: ", act->at, play->scene_count,
                scene_name(play, &play->scenes[act->at]));
    buf_append_str(report, act->why);
    buf_append_str(report, act->call.why);
    for (size_t i = 0; i < act->call.fault_count; i++)
        buf_fmt(report, "%.*s: %.*s ", STR_FMT(act->call.faults[i].pointer),
                STR_FMT(act->call.faults[i].detail));
    buf_fmt(report, "%s\n", act->work.why);
}

/* Week after week, as long as there are scenes. */
static enum err
play_weeks(struct act *act, struct db *db)
{
    const struct play *play = act->play;

    act->work.run = play_scenes;
    while (act->end < play->scene_count) {
        act->first = act->end;
        usec_t until = play->scenes[act->first].at + WEEK;
        while (act->end < play->scene_count && play->scenes[act->end].at < until)
            act->end++;
        TRY(db_run_write(db, &act->work));
    }
    return OK;
}

static void
report_how(const struct play *play, struct buf *report)
{
    size_t check_ins = 0;

    for (size_t i = 0; i < play->scene_count; i++)
        check_ins += play->scenes[i].kind == SCENE_CHECK_IN;
    buf_fmt(report,
            "%s, a fictional online retailer: %zu people in %zu units, %zu objectives in two "
            "quarters, %zu check-ins.\n\nSign in with the password  %s  as\n",
            STORY_ORGANISATION, story_person_count, story_unit_count, play->part_count, check_ins,
            STORY_PASSWORD);
    for (size_t i = 0; i < story_person_count; i++)
        if (story_people[i].greet != NULL)
            buf_fmt(report, "  %s@%s%*s%s\n", story_people[i].login, STORY_DOMAIN,
                    18 - (int)strlen(story_people[i].login), "", story_people[i].greet);
    buf_fmt(report, "or as anybody else of them; all have the same password.\n");
}

/* Nobody is told today what is played to have happened months ago. */
static enum err
tell_nobody(struct db_work *work, struct conn *conn)
{
    struct act *act = (struct act *)(void *)((char *)work - offsetof(struct act, work));

    act_start(act, conn);
    return hear_from_now(&act->call);
}

static enum err
make(struct act *act, struct db *db, struct buf *report)
{
    TRY(password_hash(&act->call, STR(STORY_PASSWORD), &act->play->password_hash));
    /* The call's arena is cleared with each act. */
    act->play->password_hash = str_copy(act->play->arena, act->play->password_hash);
    TRY(arena_failed(act->play->arena));
    TRY(db_run_write(db, &act->work));
    TRY(play_weeks(act, db));
    act->work.run = tell_nobody;
    TRY(db_run_write(db, &act->work));
    report_how(act->play, report);
    return buf_failed(report);
}

enum err
demo_make(struct db *db, usec_t now, struct buf *report)
{
    struct arena arena;
    struct play play = {.arena = &arena};
    struct act act = {.work = {.run = found}, .play = &play, .now = now};

    arena_init(&arena, PLAY_CEILING);
    arena_init(&act.arena, ARENA_CEILING_USUAL);
    act.call.arena = &act.arena;
    enum err err = make(&act, db, report);
    if (err != OK)
        say_why(&act, report);
    arena_release(&act.arena);
    arena_release(&arena);
    return err;
}
