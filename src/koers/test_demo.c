/* SPDX-License-Identifier: Apache-2.0 */
/* Is the story well told, on any day, and does it play by the rules? */
#include <ctype.h>
#include <stdlib.h>

#include "gen/checkin.h"
#include "gen/meeting.h"
#include "gen/okr_sql.h"
#include "gen/review.h"
#include "koers/demo.h"
#include "practice/example/story/play.h"
#include "practice/okr/propagate.h"
#include "practice/test_support.h"

#define TITLE_MAX   110 /* longer ones are cut in lists */
#define NOTE_MAX    300 /* of a reason; notes may be longer, but should not */
#define MEASURE_MAX 40

static struct arena arena;

static day_t
day(const char *text)
{
    day_t out = 0;

    CHECK_OK(day_parse(str_from(text), &out));
    return out;
}

static struct play
begin(day_t today)
{
    struct play play;
    struct str why = {0};

    arena_init(&arena, 16U << 20);
    enum err err = play_begin(&play, &arena, today, &why);
    if (err != OK)
        printf("# %.*s\n", STR_FMT(why));
    CHECK_OK(err);
    return play;
}

static void
check_text(const char *text, size_t max)
{
    if (text == NULL)
        return;
    struct str s = str_from(text);
    bool fits = s.len > 0 && str_is_utf8(s) && str_utf8_count(s) <= max && str_eq(s, str_trim(s)) &&
                strstr(text, "  ") == NULL;
    if (!fits)
        printf("# %s\n", text);
    CHECK(fits);
}

/* ---- how it is told
 * ------------------------------------------------------------------------------ */

TEST(course__reads_values_confidence_and_what_the_owner_says)
{
    struct course course;

    CHECK_OK(course_read("91.2/7 - -0.5/10r", &course));
    CHECK_INT(course.count, 3);
    CHECK_INT(course.steps[0].value, 912000);
    CHECK_INT(course.steps[0].confidence, 7);
    CHECK_INT(course.steps[0].own_status, OWN_STATUS_NULL);
    CHECK(course.steps[1].silent);
    CHECK_INT(course.steps[2].value, -5000);
    CHECK_INT(course.steps[2].own_status, OWN_STATUS_AT_RISK);
    CHECK_OK(course_read("", &course));
    CHECK_INT(course.count, 0);
    CHECK_ERR(course_read("91.2", &course), ERR_INVALID);
    CHECK(course_read("91.2/11", &course) != OK);
    CHECK(course_read("1/1 1/1 1/1 1/1 1/1 1/1 1/1", &course) != OK);
}

static void
check_measure(const struct story_measure *measure)
{
    check_text(measure->commit, TITLE_MAX);
    check_text(measure->target, TITLE_MAX);
    check_text(measure->stretch, TITLE_MAX);
    for (size_t i = 0; i < STORY_MILESTONES_MAX; i++)
        check_text(measure->milestones[i].title, TITLE_MAX);
}

TEST(story__texts_fit)
{
    struct play play = begin(day("2026-11-23"));

    for (size_t i = 0; i < play.part_count; i++) {
        const struct story_objective *told = play.parts[i].told;
        check_text(told->title, TITLE_MAX);
        check_text(told->why, 1000);
        CHECK(told->key_results[0].title != NULL);
        for (size_t k = 0; k < STORY_KEY_RESULTS_MAX && told->key_results[k].title != NULL; k++) {
            check_text(told->key_results[k].title, TITLE_MAX);
            CHECK(strlen(told->key_results[k].measure) <= MEASURE_MAX);
            for (size_t n = 0; n < STORY_COURSE_MAX; n++)
                check_text(told->key_results[k].notes[n], NOTE_MAX);
            check_measure(&told->key_results[k].by);
        }
    }
    for (size_t i = 0; i < story_turn_count; i++)
        check_text(story_turns[i].text, NOTE_MAX);
    arena_release(&arena);
}

TEST(story__texts_of_meetings_and_help_fit)
{
    for (size_t i = 0; i < story_meeting_count; i++) {
        const struct story_meeting *told = &story_meetings[i];
        CHECK((told->ago > 0) != (told->ahead > 0));
        check_text(told->note, NOTE_MAX);
        check_text(told->topic, TITLE_MAX);
        for (size_t k = 0; k < STORY_NOTES_MAX; k++)
            check_text(told->notes[k].text, NOTE_MAX);
        for (size_t k = 0; k < STORY_AGREED_MAX; k++)
            check_text(told->agreed[k].title, TITLE_MAX);
    }
    for (size_t i = 0; i < story_blocker_count; i++) {
        check_text(story_blockers[i].text, NOTE_MAX);
        check_text(story_blockers[i].request, NOTE_MAX);
        check_text(story_blockers[i].resolution, NOTE_MAX);
    }
    for (size_t i = 0; i < story_review_count; i++) {
        const struct story_word *words = story_reviews[i].words;
        check_text(story_reviews[i].message, NOTE_MAX);
        for (size_t k = 0; k < STORY_WORDS_MAX && words[k].text != NULL; k++) {
            check_text(words[k].text, NOTE_MAX);
            CHECK(words[k].ago + 3 <= (k == 0 ? story_reviews[i].ago : words[k - 1].ago));
        }
    }
}

/* As the client advises: an objective is qualitative, a key result is not a task. */
TEST(story__is_worded_well)
{
    static const char *const tasks[] = {"Implement", "Launch", "Create", "Write", "Organise",
                                        "Develop",   "Make ",  "Do ",    "Start", "Implementeer",
                                        "Lanceer",   "Maak ",  "Schrijf"};
    struct play play = begin(day("2026-11-23"));

    for (size_t i = 0; i < play.part_count; i++) {
        const struct story_objective *told = play.parts[i].told;
        for (const char *c = told->title; *c != '\0'; c++)
            CHECK(!isdigit((unsigned char)*c));
        for (size_t k = 0; k < STORY_KEY_RESULTS_MAX && told->key_results[k].title != NULL; k++)
            for (size_t t = 0; t < sizeof(tasks) / sizeof(tasks[0]); t++)
                CHECK(!str_starts(str_from(told->key_results[k].title), str_from(tasks[t])));
    }
    arena_release(&arena);
}

TEST(story__keys_are_used_once)
{
    struct play play = begin(day("2026-11-23"));
    size_t found;

    for (size_t i = 0; i < play.part_count; i++) {
        CHECK(play_find_part(&play, play.parts[i].quarter, play.parts[i].told->key, &found));
        CHECK_INT(found, i);
    }
    for (size_t i = 0; i < story_person_count; i++)
        CHECK(play_find_person(story_people[i].login, &found) && found == i);
    for (size_t i = 0; i < story_unit_count; i++)
        CHECK(play_find_unit(story_units[i].key, &found) && found == i);
    arena_release(&arena);
}

/* ---- when it happens
 * ----------------------------------------------------------------------------- */

/* Over a year and a bit: nothing happens today or later, on a weekend, or out of order. */
TEST(calendar__suits_any_day)
{
    day_t first = day("2027-12-20");

    for (day_t today = first; today < first + 400; today++) {
        struct play play = begin(today);
        int64_t week = (today - play.calendar.start[QUARTER_NOW]) / WEEK_DAYS + 1;
        size_t check_ins = 0;
        CHECK_INT(week, 8);
        CHECK_INT(play.calendar.end[QUARTER_LAST] + 1, play.calendar.start[QUARTER_NOW]);
        for (size_t i = 0; i < play.scene_count; i++) {
            const struct scene *scene = &play.scenes[i];
            CHECK(day_of(scene->at) < today);
            CHECK(day_weekday(day_of(scene->at)) <= 5);
            CHECK(i == 0 || play.scenes[i - 1].at <= scene->at);
            check_ins += scene->kind == SCENE_CHECK_IN;
        }
        CHECK(check_ins > 1000 && check_ins < 1300);
        arena_release(&arena);
    }
}

TEST(calendar__names_quarters_after_today)
{
    struct calendar calendar = calendar_of(day("2027-02-01"));
    struct buf name;

    buf_init(&name, 64);
    calendar_quarter_name(&calendar, QUARTER_NOW, &name);
    buf_append_char(&name, ' ');
    calendar_quarter_name(&calendar, QUARTER_LAST, &name);
    CHECK_STR(buf_str(&name), "FY2027 Q1 FY2026 Q4");
    buf_release(&name);
}

/* ---- how it plays
 * -------------------------------------------------------------------------------- */

static void
say_why(const struct call *call, const struct play *play, const struct scene *scene)
{
    printf("# %s: %.*s\n",
           scene->kind == SCENE_TURN ? scene->turn->what : play->parts[scene->part].told->key,
           STR_FMT(call->why));
    for (size_t i = 0; i < call->fault_count; i++)
        printf("# %.*s %.*s\n", STR_FMT(call->faults[i].pointer), STR_FMT(call->faults[i].detail));
}

static struct play
play_all(struct stage *stage, day_t today)
{
    struct play play = begin(today);

    CHECK_OK(play_found(&stage->call, &play));
    for (size_t i = 0; i < play.scene_count; i++) {
        arena_clear(&stage->arena);
        call_reset(&stage->call);
        enum err err = play_scene(&stage->call, &play, &play.scenes[i]);
        if (err != OK)
            say_why(&stage->call, &play, &play.scenes[i]);
        CHECK_OK(err);
        if (err != OK)
            break;
    }
    return play;
}

/* What is stored is what the formulas say. */
static void
check_progress(struct stage *stage, const struct play *play)
{
    for (size_t i = 0; i < play->part_count; i++) {
        struct maybe stored;
        struct maybe computed;
        CHECK_OK(q_objective_progress_take(&stage->call, play->parts[i].id, &stored));
        CHECK_OK(propagate_compute(&stage->call, play->parts[i].id, &computed));
        CHECK(maybe_eq(stored, computed));
    }
}

/* Most units are well, some are not, two are silent. */
static void
check_health(struct stage *stage, const struct play *play)
{
    struct objective_row_page page = {0};
    size_t count[STATUS_AT_RISK + 1] = {0};
    const struct objective_query in = {.cycle_id = maybe_of(play->cycle_ids[QUARTER_NOW]),
                                       .limit = 200};
    size_t person;

    CHECK(play_find_person("farah.elamrani", &person));
    CHECK_OK(objective_list(stage_as(stage, play->person_ids[person], 0), &in, &page));
    CHECK(str_is_null(page.next));
    for (size_t i = 0; i < page.count; i++)
        count[page.items[i].status]++;
    CHECK_INT(count[STATUS_DRAFT], 4);
    CHECK_INT(count[STATUS_DROPPED], 1);
    CHECK_INT(count[STATUS_OUTDATED], 2);
    CHECK_INT(count[STATUS_NO_DATA], 0);
    CHECK(count[STATUS_BEHIND] >= 5);
    CHECK(count[STATUS_AT_RISK] >= 3);
    CHECK(count[STATUS_ON_TRACK] > page.count / 2);
}

/* Everyone we greet finds something to check in this week, and the last quarter is over. */
static void
check_due(struct stage *stage, const struct play *play)
{
    struct cycle cycle;

    for (size_t i = 0; i < story_person_count; i++) {
        const struct due_query in = {.days = 7};
        struct due_view due = {0};
        if (story_people[i].greet == NULL)
            continue;
        CHECK_OK(due_get(stage_as(stage, play->person_ids[i], 0), &in, &due));
        if (due.items.count == 0)
            printf("# %s owes nothing\n", story_people[i].login);
        CHECK(due.items.count > 0);
    }
    CHECK_OK(q_cycle_get(&stage->call, play->cycle_ids[QUARTER_LAST], &cycle));
    CHECK_INT(cycle.state, CYCLE_STATE_CLOSED);
    CHECK_OK(q_cycle_get(&stage->call, play->cycle_ids[QUARTER_NOW], &cycle));
    CHECK_INT(cycle.state, CYCLE_STATE_OPEN);
}

static struct call *
as_person(struct stage *stage, const struct play *play, const char *login)
{
    size_t person;

    CHECK(play_find_person(login, &person));
    return stage_as(stage, play->person_ids[person], 0);
}

/* Drafts wait for the readers of each kind of person, help is asked of them, and Zofia stands in.
 */
static void
check_asked(struct stage *stage, const struct play *play)
{
    static const char *const asked[] = {"marijke.hoekstra", "farah.elamrani", "daan.visser"};
    struct due_view due = {0};
    size_t stands_in = 0;

    for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++) {
        struct review_row_page reviews = {0};
        struct blocker_view_page blockers = {0};
        struct call *call = as_person(stage, play, asked[i]);
        CHECK_OK(my_review_list(
            call, &(struct my_review_query){.side = REVIEW_SIDE_REVIEWER, .limit = 50}, &reviews));
        CHECK_INT(reviews.count, 1);
        CHECK_OK(blocker_list(
            call,
            &(struct blocker_query){
                .asked_of_me = true, .below = true, .state = BLOCKER_STATE_OPEN, .limit = 50},
            &blockers));
        CHECK_INT(blockers.count, 1);
    }
    CHECK_OK(
        due_get(as_person(stage, play, "zofia.kaminska"), &(struct due_query){.days = 7}, &due));
    for (size_t i = 0; i < due.items.count; i++)
        stands_in += due.items.items[i].for_id.has;
    CHECK_INT(stands_in, 1);
}

/* Units that met look forward to the next meeting; what fell or is blocked comes first. */
static void
check_meetings(struct stage *stage, const struct play *play)
{
    for (size_t i = 0; i < story_meeting_count; i++) {
        struct meeting_row_page page = {0};
        struct meeting_view view = {0};
        size_t unit;
        if (story_meetings[i].ahead == 0)
            continue;
        CHECK(play_find_unit(story_meetings[i].unit, &unit));
        struct call *call = as_person(stage, play, story_meetings[i].by);
        CHECK_OK(meeting_list(
            call, &(struct meeting_query){.id = play->unit_ids[unit], .limit = 50}, &page));
        CHECK(page.count >= 2);
        CHECK_INT(page.items[0].state, MEETING_STATE_PLANNED);
        CHECK(page.items[0].starts_at > call->now);
        CHECK_OK(meeting_get(call, &(struct by_id){.id = page.items[1].id}, &view));
        CHECK_INT(view.state, MEETING_STATE_ENDED);
        CHECK(view.actions.count >= 2);
        CHECK(view.ended_at.value - view.started_at.value < INT64_C(30) * 60 * USEC_PER_SEC);
    }
}

/* A Monday, a Sunday, the first day of a year, and the last of a February; where queries travel,
 * the first of them will do. */
TEST(play__keeps_the_rules_on_any_day)
{
    static const char *const days[] = {"2026-11-23", "2026-11-29", "2027-01-01", "2028-02-29"};
    size_t count = getenv("KOERS_STAGE") != NULL ? 1 : sizeof(days) / sizeof(days[0]);

    for (size_t i = 0; i < count; i++) {
        struct stage stage;
        stage_open(&stage);
        struct play play = play_all(&stage, day(days[i]));
        arena_clear(&stage.arena);
        stage.call.now = (play.calendar.today * 24 + 12) * 3600 * USEC_PER_SEC;
        check_progress(&stage, &play);
        check_health(&stage, &play);
        check_due(&stage, &play);
        check_asked(&stage, &play);
        check_meetings(&stage, &play);
        stage_close(&stage);
        arena_release(&arena);
    }
}

TEST(demo__is_made_once_and_says_how_to_sign_in)
{
    struct stage stage;
    struct buf report;

    stage_open(&stage);
    conn_rollback(&stage.conn);
    buf_init(&report, 1U << 20);
    CHECK_OK(demo_make(stage.db, STAGE_NOW, &report));
    CHECK_OK(buf_failed(&report));
    buf_append_char(&report, '\0');
    CHECK(strstr(report.ptr, STORY_PASSWORD) != NULL);
    CHECK(strstr(report.ptr, "daan.visser@" STORY_DOMAIN) != NULL);
    buf_clear(&report);
    CHECK_ERR(demo_make(stage.db, STAGE_NOW, &report), ERR_CONFLICT);
    CHECK(report.len > 0);
    buf_release(&report);
    stage_close(&stage);
}

STAGE_MAIN()
