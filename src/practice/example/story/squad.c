/* SPDX-License-Identifier: Apache-2.0 */
/* The OKR squad at work: its handbook in two versions, proposals, visits, a case, and two sessions.
 */
#include "gen/squad.h"
#include "practice/example/story/play.h"

#define LEAD "farah.elamrani"

enum act {
    ACT_HANDBOOK,
    ACT_PROPOSE,
    ACT_PLAN,
    ACT_HOLD,
    ACT_REVISE,
    ACT_VISITS,
    ACT_ASK,
    ACT_NEXT,
    ACT_COUNT
};

struct told_proposal {
    const char *by;
    const char *title;
    const char *body;
    const char *chapter;
};

/* The first two before the session, the others lately. */
static const struct told_proposal proposals[] = {
    {"wouter.kuipers", "Check in on Tuesday instead of Wednesday",
     "On Wednesdays we sit in the stores until two. On **Tuesday** the week's numbers are in and "
     "there is time left to do something about them.",
     "the-check-in-every-two-weeks"},
    {"katrin.lehmann", "Every OKR master rates the drafts from 1 to 5",
     "Then we see which unit writes well.", "review-and-publishing"},
    {"noor.hakimi", "Say for each key result where its number comes from",
     "Half of our questions in week one are about definitions. One line with source and owner of "
     "the number would save them.",
     "how-we-write-key-results"},
};

struct told_visit {
    const char *by;
    const char *unit;
    enum intervention_kind kind;
    int day; /* after the day of the demo */
    const char *note;
    const char *outcome; /* NULL: planned */
};

static const struct told_visit visits[] = {
    {"wouter.kuipers", "nl-delivery", INTERVENTION_KIND_VISIT, -20,
     "Sit in on the check-in meeting; it takes an hour now.",
     "They read numbers aloud. We tried the agenda from the data: 28 minutes, three actions."},
    {"katrin.lehmann", "de-care", INTERVENTION_KIND_COACHING, -9, "Objectives are lists of tasks.",
     "Rewrote two of three together; the third stays a task, outside of the OKRs."},
    {"mathieu.lefevre", "fr-marketing", INTERVENTION_KIND_FACILITATION, 6,
     "Mid-cycle review with the whole team.", NULL},
};

void
play_squad_plan(struct play *play, void (*add)(struct play *, day_t, struct scene))
{
    const struct calendar *calendar = &play->calendar;
    const day_t days[ACT_COUNT] = {
        [ACT_HANDBOOK] = calendar_begun(calendar, QUARTER_LAST, LEVEL_COMPANY),
        [ACT_PROPOSE] = calendar->end[QUARTER_LAST] - 27,
        [ACT_PLAN] = calendar->end[QUARTER_LAST] - 24,
        [ACT_HOLD] = calendar->end[QUARTER_LAST] - 10,
        [ACT_REVISE] = calendar->end[QUARTER_LAST] - 6,
        [ACT_VISITS] = calendar->today - 21,
        [ACT_ASK] = calendar->today - 6,
        [ACT_NEXT] = calendar->today - 4,
    };

    for (size_t i = 0; i < ACT_COUNT; i++)
        add(play, days[i], (struct scene){.kind = SCENE_SQUAD, .number = i});
    for (size_t i = 0; i < sizeof(visits) / sizeof(visits[0]); i++)
        if (visits[i].outcome != NULL)
            add(play, calendar->today + visits[i].day,
                (struct scene){.kind = SCENE_SQUAD, .number = ACT_COUNT + i});
}

static enum err
propose(struct call *call, const struct play *play, const struct told_proposal *told)
{
    struct proposal_view out;
    struct proposal_new in = {
        .given = UINT64_MAX,
        .title = str_from(told->title),
        .body = str_from(told->body),
        .chapter = str_from(told->chapter),
    };

    TRY(play_as(call, play, told->by));
    return proposal_create(call, &in, &out);
}

/* ---- the handbook -------------------------------------------------------------------------------
 */

static enum err
begin(struct call *call, const struct play *play, enum story_quarter from,
      struct handbook_view *out)
{
    struct handbook_new in = {.given = UINT64_MAX,
                              .from_cycle_id = maybe_of(play->cycle_ids[from])};

    TRY(play_as(call, play, LEAD));
    return handbook_create(call, &in, out);
}

static enum err
publish(struct call *call, struct handbook_view *handbook)
{
    struct handbook_publication in = {.given = UINT64_MAX, .id = handbook->id};

    call->if_match = maybe_of(handbook->version);
    return handbook_publish(call, &in, handbook);
}

/* How many versions there are, and whether the newest is the first one of the story: an
 * organisation's own handbook is left alone. */
static enum err
versions(struct call *call, const struct play *play, size_t *ret_count, bool *ret_told)
{
    struct handbook_row_page page;

    TRY(play_as(call, play, LEAD));
    TRY(handbook_list(call, &(struct handbook_query){.limit = 2}, &page));
    *ret_count = page.count;
    *ret_told = page.count == 1 &&
                maybe_eq(page.items[0].from_cycle_id, maybe_of(play->cycle_ids[QUARTER_LAST]));
    return OK;
}

static enum err
first_version(struct call *call, const struct play *play)
{
    struct handbook_view handbook;
    size_t count;
    bool told;

    TRY(versions(call, play, &count, &told));
    if (count > 0)
        return OK;
    TRY(begin(call, play, QUARTER_LAST, &handbook));
    return publish(call, &handbook);
}

static enum err
decide(struct call *call, const struct proposal_view *proposal, bool accept, const char *reason)
{
    struct proposal_view out;
    struct proposal_decision in = {
        .given = UINT64_MAX, .id = proposal->id, .accept = accept, .reason = str_from(reason)};

    call->if_match = maybe_of(proposal->version);
    return proposal_decide(call, &in, &out);
}

/* The chapter on check-ins says Tuesday, in both languages. */
static enum err
rewrite(struct call *call, const struct handbook_view *handbook)
{
    struct handbook_chapter out;

    for (size_t i = 0; i < handbook->chapters.count; i++) {
        const struct handbook_chapter *one = &handbook->chapters.items[i];
        if (!str_eq(one->slug, str_from(proposals[0].chapter)))
            continue;
        struct str rest_en, rest_nl; /* after the sentence that names the day */
        (void)str_cut(one->body_en, '.', &rest_en);
        (void)str_cut(one->body_nl, '.', &rest_nl);
        struct handbook_chapter_patch in = {
            .given = HANDBOOK_CHAPTER_PATCH_BODY_EN | HANDBOOK_CHAPTER_PATCH_BODY_NL,
            .id = one->id,
            .body_en = str_fmt(call->arena,
                               "Every owner checks in every two weeks, on **Tuesday**, when the "
                               "week's numbers are in.%.*s",
                               STR_FMT(rest_en)),
            .body_nl = str_fmt(call->arena,
                               "Elke eigenaar checkt om de twee weken in, op **dinsdag**, als de "
                               "cijfers van de week er zijn.%.*s",
                               STR_FMT(rest_nl)),
        };
        call->if_match = maybe_of(one->version);
        TRY(handbook_chapter_update(call, &in, &out));
    }
    return OK;
}

/* To the first two proposals. */
static const char *const answers[] = {
    "Agreed in the session: the whole organisation moves.",
    "We give no marks. The five questions say what would make a draft stronger.",
};

static enum err
second_version(struct call *call, const struct play *play)
{
    struct handbook_view handbook;
    struct proposal_view_page open;
    struct proposal_query all = {.given = UINT64_MAX, .state = PROPOSAL_STATE_OPEN, .limit = 200};
    size_t count;
    bool told;

    TRY(versions(call, play, &count, &told));
    if (!told)
        return OK;
    TRY(begin(call, play, QUARTER_NOW, &handbook));
    TRY(proposal_list(call, &all, &open));
    for (size_t i = 0; i < open.count; i++)
        for (size_t k = 0; k < 2; k++)
            if (str_eq(open.items[i].title, str_from(proposals[k].title)))
                TRY(decide(call, &open.items[i], k == 0, answers[k]));
    TRY(rewrite(call, &handbook));
    struct handbook_patch note = {
        .given = HANDBOOK_PATCH_CHANGE_EN | HANDBOOK_PATCH_CHANGE_NL,
        .id = handbook.id,
        .change_en = STR("We check in on **Tuesday**: the numbers of the week are in, and there is "
                         "time to do something about them."),
        .change_nl =
            STR("We checken in op **dinsdag**: de cijfers van de week zijn er, en er is nog "
                "tijd om er iets mee te doen."),
    };
    call->if_match = maybe_of(handbook.version);
    TRY(handbook_update(call, &note, &handbook));
    return publish(call, &handbook);
}

/* ---- sessions -----------------------------------------------------------------------------------
 */

static enum err
plan_session(struct call *call, const struct play *play, const char *title,
             enum story_quarter quarter, usec_t starts_at)
{
    struct harmonisation_view out;
    struct harmonisation_new in = {
        .given = UINT64_MAX,
        .title = str_from(title),
        .cycle_id = play->cycle_ids[quarter],
        .starts_at = starts_at,
        .place = STR("Utrecht, room Waal"),
        .agenda = true,
    };

    TRY(play_as(call, play, LEAD));
    return harmonisation_create(call, &in, &out);
}

static enum err
present(struct call *call, const struct play *play, struct harmonisation_view *session)
{
    static const char *const there[] = {"wouter.kuipers", "katrin.lehmann", "mathieu.lefevre",
                                        "nuria.ferrer", "noor.hakimi"};
    int64_t ids[sizeof(there) / sizeof(there[0])];
    size_t count = 0;
    size_t place;

    for (size_t i = 0; i < sizeof(there) / sizeof(there[0]); i++)
        if (play_find_person(there[i], &place))
            ids[count++] = play->person_ids[place];
    struct harmonisation_patch in = {
        .given = HARMONISATION_PATCH_PERSON_IDS, .id = session->id, .person_ids = {ids, count}};
    call->if_match = maybe_of(session->version);
    return harmonisation_update(call, &in, session);
}

static enum err
hold_session(struct call *call, const struct play *play)
{
    static const char *const decisions[] = {
        "Tuesday for everybody, from next quarter on.",
        "No marks for drafts; the five questions stay.",
    };
    struct harmonisation_row_page page;
    struct harmonisation_view session;
    struct action_view action;
    size_t place;

    TRY(play_as(call, play, LEAD));
    TRY(harmonisation_list(call, &(struct harmonisation_query){.limit = 1}, &page));
    if (page.count == 0 || !play_find_person("katrin.lehmann", &place))
        return fail(call, ERR_CORRUPT, "story", "There is no session.");
    TRY(harmonisation_get(call, &(struct by_id){.id = page.items[0].id}, &session));
    for (size_t i = 0; i < session.items.count && i < 2; i++) {
        struct harmonisation_item_view out;
        struct harmonisation_item_patch in = {.given = HARMONISATION_ITEM_PATCH_DECISION,
                                              .id = session.items.items[i].id,
                                              .decision = str_from(decisions[i])};
        call->if_match = maybe_of(session.items.items[i].version);
        TRY(harmonisation_item_update(call, &in, &out));
    }
    struct harmonisation_action_new agreed = {
        .given = UINT64_MAX,
        .id = session.id,
        .title = STR("Collect two good and two weak objectives of each country for the training"),
        .owner_id = play->person_ids[place],
        .due_day = play->calendar.today + 9,
    };
    TRY(harmonisation_action_add(call, &agreed, &action));
    TRY(present(call, play, &session));
    call->if_match = maybe_of(session.version);
    return harmonisation_hold(call, &(struct by_id){.id = session.id}, &session);
}

/* ---- visits -------------------------------------------------------------------------------------
 */

static enum err
log_visit(struct call *call, const struct play *play, const struct told_visit *told)
{
    struct intervention_view out;
    size_t unit;

    TRY(play_as(call, play, told->by));
    if (!play_find_unit(told->unit, &unit))
        return fail(call, ERR_CORRUPT, "story", "There is no unit %s.", told->unit);
    struct intervention_new in = {
        .given = UINT64_MAX,
        .id = play->unit_ids[unit],
        .kind = told->kind,
        .state = told->outcome != NULL ? INTERVENTION_STATE_DONE : INTERVENTION_STATE_PLANNED,
        .day = play->calendar.today + told->day,
        .note = str_from(told->note),
        .outcome = told->outcome != NULL ? str_from(told->outcome) : (struct str){0},
    };
    return intervention_create(call, &in, &out);
}

/* A case, and what is planned. */
static enum err
open_case(struct call *call, const struct play *play)
{
    struct squad_case_view out;
    size_t unit;

    TRY(log_visit(call, play, &visits[2]));
    TRY(play_as(call, play, "nuria.ferrer"));
    if (!play_find_unit("es-care", &unit))
        return fail(call, ERR_CORRUPT, "story", "There is no unit es-care.");
    struct squad_case_new in = {
        .given = UINT64_MAX,
        .id = play->unit_ids[unit],
        .title = STR("Nobody checks in while the team moves to Valencia"),
        .note = STR("Agree who keeps the numbers until the move is done."),
        .due_day = maybe_of(play->calendar.today + 12),
    };
    return case_create(call, &in, &out);
}

enum err
play_squad(struct call *call, const struct play *play, const struct scene *scene)
{
    switch (scene->number) {
    case ACT_HANDBOOK:
        return first_version(call, play);
    case ACT_PROPOSE:
        TRY(propose(call, play, &proposals[0]));
        return propose(call, play, &proposals[1]);
    case ACT_PLAN:
        return plan_session(call, play, "One way of checking in", QUARTER_LAST,
                            calendar_moment(play->calendar.end[QUARTER_LAST] - 10, 0));
    case ACT_HOLD:
        return hold_session(call, play);
    case ACT_REVISE:
        return second_version(call, play);
    case ACT_VISITS:
        return open_case(call, play);
    case ACT_ASK:
        return propose(call, play, &proposals[2]);
    case ACT_NEXT:
        return plan_session(call, play, "What a good key result is", QUARTER_NOW,
                            calendar_ahead(&play->calendar, 12));
    default:
        return log_visit(call, play, &visits[scene->number - ACT_COUNT]);
    }
}
