/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The process of the running quarter: DARE in a version of Talverno's own, put to use by the OKR
 * squad six weeks before. What the evidence knows comes of the story by itself; here people read
 * drafts, put the input pack together and sign, most of them in time, some late and some never, so
 * that the board has all there is.
 */
#include "gen/example_sql.h"
#include "gen/okr_sql.h"
#include "gen/process_sql.h"
#include "gen/review_sql.h"
#include "practice/example/story/play.h"
#include "practice/process/duty.h"
#include "practice/process/start.h"
#include "practice/process/state.h"
#include "practice/process/template.h"
#include "practice/record/record.h"

#define OKR_SQUAD   "farah.elamrani"
#define BEGUN_AGO   42 /* days before the quarter */
#define FRIDAY      5
#define STEPS_MAX   2000
#define NEVER       1000
#define DOCUMENTS   4
#define HABIT_COUNT 7
#define AFTERNOON   (14 * INT64_C(3600) * USEC_PER_SEC)

#define WHY                                                                                        \
    "Drafts begin after the board's session and are published in the first week of the quarter. "  \
    "Teams hold their check-in meetings where they like; their leaders sign that they were held."

/* What Talverno's version has otherwise, and when a step is then done. */
static const struct {
    enum evidence of;
    int offset_days;
    enum evidence evidence;
    const char *done_en, *done_nl;
} changes[] = {
    {EVIDENCE_TOPLINE_PUBLISHED, -2, EVIDENCE_TOPLINE_PUBLISHED, NULL, NULL},
    {EVIDENCE_OBJECTIVES_DRAFTED, -2, EVIDENCE_OBJECTIVES_DRAFTED, NULL, NULL},
    {EVIDENCE_WRITING_PASSED, 1, EVIDENCE_WRITING_PASSED, NULL, NULL},
    {EVIDENCE_OBJECTIVES_LINKED, 3, EVIDENCE_OBJECTIVES_LINKED, NULL, NULL},
    {EVIDENCE_OBJECTIVES_REVIEWED, 4, EVIDENCE_OBJECTIVES_REVIEWED, NULL, NULL},
    {EVIDENCE_OBJECTIVES_PUBLISHED, 4, EVIDENCE_OBJECTIVES_PUBLISHED, NULL, NULL},
    {EVIDENCE_MEETING_HELD, 0, EVIDENCE_SIGNATURE,
     "**Done when** the leader signs that the meeting of this round was held.",
     "**Klaar als** de leidinggevende tekent dat het overleg van deze ronde is gehouden."},
};
#define CHANGE_COUNT (sizeof(changes) / sizeof(changes[0]))

/* Days after the deadline at which a unit signs, by its place in the table. */
static const int habits[HABIT_COUNT] = {-1, -2, 0, 4, -1, NEVER, -3};

void
play_process_plan(struct play *play, void (*add)(struct play *, day_t, struct scene))
{
    day_t first = play->calendar.start[QUARTER_NOW] - BEGUN_AGO;

    add(play, first, (struct scene){.kind = SCENE_PROCESS});
    for (day_t day = first + 1; day < play->calendar.today; day++)
        if (day_weekday(day) <= FRIDAY)
            add(play, day, (struct scene){.kind = SCENE_PROCESS_LOOK});
}

/* Guidance with another last line, which says when the step is done. */
static struct str
done_when(struct arena *arena, struct str guidance, const char *done)
{
    size_t end = guidance.len;

    while (end > 0 && guidance.ptr[end - 1] != '\n')
        end--;
    return str_fmt(arena, "%.*s%s", (int)end, guidance.ptr, done);
}

static enum err
change_rule(struct call *call, struct process_rule *rule)
{
    for (size_t i = 0; i < CHANGE_COUNT; i++) {
        if (rule->evidence != changes[i].of)
            continue;
        rule->evidence = changes[i].evidence;
        rule->offset_days = changes[i].offset_days;
        if (changes[i].done_en != NULL) {
            rule->guidance_en = done_when(call->arena, rule->guidance_en, changes[i].done_en);
            rule->guidance_nl = done_when(call->arena, rule->guidance_nl, changes[i].done_nl);
        }
        return q_process_rule_set(call, rule);
    }
    return OK;
}

/* The second version of DARE, published. */
static enum err
write_version(struct call *call, int64_t template_id, struct process_version *out)
{
    struct process_version first;
    struct process_rule_list rules;
    struct process_version_view view;

    TRY(q_process_version_newest(call, template_id, &first));
    *out = (struct process_version){.template_id = template_id, .why = STR(WHY)};
    TRY(process_version_begin(call, out, first.id));
    TRY(q_process_rules(call, out->id, &rules));
    for (size_t i = 0; i < rules.count; i++)
        TRY(change_rule(call, &rules.items[i]));
    call->if_match = maybe_of(out->version);
    return process_version_publish(call, &(struct by_id){.id = out->id}, &view);
}

static enum err
put_to_use(struct call *call, struct play *play)
{
    struct process_version version;
    struct maybe id;
    struct process row = {.cycle_id = play->cycle_ids[QUARTER_NOW]};

    TRY(play_as(call, play, OKR_SQUAD));
    if (play->example) { /* templates stay with the organisation when the example goes */
        TRY(q_story_process_version(call, &id));
        if (!id.has)
            return OK;
        row.version_id = id.value;
    } else {
        TRY(q_process_template_built_in(call, &id));
        if (!id.has)
            TRY(process_dare_add(call, &id.value));
        TRY(write_version(call, id.value, &version));
        row.version_id = version.id;
    }
    TRY(process_begin(call, &row));
    play->process_id = row.id;
    return OK;
}

static int
habit_of(const struct play *play, int64_t unit_id)
{
    for (size_t i = 0; i < story_unit_count; i++)
        if (play->unit_ids[i] == unit_id)
            return habits[i % HABIT_COUNT];
    return NEVER;
}

/* The OKR squad read it before it was published. */
static enum err
read_along(struct call *call, const struct objective *row)
{
    struct reviewer reviewer = {
        .person_id = call->person_id,
        .verdict = VERDICT_ACCEPTED,
        .edition = maybe_of(row->edition),
        .judged_at = row->published_at,
    };
    struct review review = {
        .objective_id = row->id,
        .requested_by = maybe_or(row->owner_id, call->person_id),
        .state = REVIEW_STATE_PUBLISHED,
        .created_at = row->created_at,
        .ended_at = row->published_at,
        .version = 1,
    };
    struct maybe there;

    TRY(q_story_review_count(call, row->id, &there));
    if (there.value > 0 || !row->published_at.has || row->owner_id.value == call->person_id)
        return OK;
    TRY(q_review_insert(call, &review, &review.id));
    reviewer.review_id = review.id;
    return q_reviewer_insert(call, &reviewer, &reviewer.id);
}

static enum err
read_drafts(struct call *call, const struct play *play)
{
    struct objective row;

    for (size_t i = 0; i < play->part_count; i++) {
        const struct part *part = &play->parts[i];
        if (part->quarter != QUARTER_NOW || part->id == 0)
            continue;
        TRY(q_objective_get(call, part->id, &row));
        if (habit_of(play, row.unit_id) != NEVER)
            TRY(read_along(call, &row));
    }
    return OK;
}

static enum err
put_documents(struct call *call, const struct step_row *row)
{
    int64_t changed;

    for (int64_t rank = 0; rank < DOCUMENTS; rank++)
        TRY(q_step_document_set(call, STR("https://intranet.talverno.example/okr/input-pack"),
                                maybe_of(call->person_id), maybe_of(call->now), row->id, rank,
                                &changed));
    return OK;
}

/* By the first of those who answer for it. */
static enum err
sign(struct call *call, const struct step_row *row)
{
    struct duty_person_list people;
    struct step step;

    TRY(q_step_by_id(call, row->id, &step));
    TRY(process_duty_people(call, &step, process_step_duty(step.person_id, row->scope, row->duty),
                            &people));
    if (people.count == 0 || step.signed_at.has)
        return OK;
    struct happening happening = {
        .kind = EVENT_STEP_SIGNED,
        .type = &type_step,
        .subject_id = step.id,
        .unit_id = maybe_of(step.unit_id),
        .cycle_id = maybe_of(step.cycle_id),
    };
    call->person_id = people.items[0].id;
    TRY(q_step_sign_set(call, maybe_of(call->person_id), maybe_of(call->now),
                        STR("Held as planned; what we agreed is in our notes."), step.id));
    return record(call, &happening, NULL, NULL);
}

static bool
is_signed_for(enum evidence evidence)
{
    return evidence == EVIDENCE_SIGNATURE || evidence == EVIDENCE_DEPENDENCIES_AGREED ||
           evidence == EVIDENCE_MID_CYCLE_REVIEW;
}

static enum err
act(struct call *call, const struct play *play, const struct step_row *row)
{
    day_t today = day_of(call->now);

    if (row->opens_at > call->now || row->done_at.has || row->waits_due_at.has)
        return OK;
    if (row->evidence == EVIDENCE_INPUT_PACK && today >= row->due_day - 1)
        return put_documents(call, row);
    if (is_signed_for(row->evidence) && today >= row->due_day + habit_of(play, row->unit_id))
        return sign(call, row);
    return OK;
}

static enum err
look(struct call *call, const struct play *play)
{
    struct step_row_list rows;
    struct maybe none = maybe_none();
    int64_t done;

    TRY(play_as(call, play, OKR_SQUAD));
    TRY(read_drafts(call, play));
    TRY(q_step_page(call, maybe_of(play->process_id), none, none, STR("/"), STR("0"), STR("all"),
                    call->now, call->person_id, day_of(call->now), INT64_MIN, 0, STEPS_MAX, &rows));
    for (size_t i = 0; i < rows.count; i++)
        TRY(act(call, play, &rows.items[i]));
    call->person_id = 0;
    return process_tick(call, &done);
}

/* ---- at once ----------------------------------------------------------------------------------
 */

/* In the afternoon of that day, as far as it has come. */
static usec_t
afternoon(const struct call *call, day_t day, const struct step_row *row)
{
    usec_t at = day * USEC_PER_DAY + AFTERNOON;

    if (at < row->opens_at)
        at = row->opens_at;
    return at < call->now ? at : call->now;
}

static enum err
act_then(struct call *call, const struct play *play, const struct step_row *row)
{
    usec_t now = call->now;
    day_t day = row->due_day - 1;

    if (is_signed_for(row->evidence))
        day = row->due_day + habit_of(play, row->unit_id);
    if (day > day_of(now))
        return OK;
    call->now = afternoon(call, day, row);
    TRY(act(call, play, row));
    call->now = now;
    return OK;
}

/* What is there by now, and what people did of it. */
static enum err
look_back(struct call *call, const struct play *play)
{
    struct step_row_list rows;
    struct maybe none = maybe_none();

    TRY(process_look(call));
    TRY(q_step_page(call, maybe_of(play->process_id), none, none, STR("/"), STR("0"), STR("all"),
                    call->now, 0, day_of(call->now), INT64_MIN, 0, STEPS_MAX, &rows));
    for (size_t i = 0; i < rows.count; i++)
        TRY(act_then(call, play, &rows.items[i]));
    call->person_id = 0;
    return OK;
}

enum err
play_process_once(struct call *call, const struct play *play)
{
    int64_t rungs = PROCESS_PORTION;

    if (play->process_id == 0)
        return OK;
    TRY(play_as(call, play, OKR_SQUAD));
    TRY(read_drafts(call, play));
    TRY(look_back(call, play));
    TRY(look_back(call, play)); /* what waited for the first */
    TRY(process_look(call));
    TRY(q_story_steps_signed(call, play->process_id));
    while (rungs >= PROCESS_PORTION)
        TRY(process_climb(call, &rungs));
    return q_story_rungs_told(call, play->process_id);
}

enum err
play_process(struct call *call, struct play *play, const struct scene *scene)
{
    return scene->kind == SCENE_PROCESS ? put_to_use(call, play) : look(call, play);
}
