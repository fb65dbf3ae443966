/* SPDX-License-Identifier: Apache-2.0 */
/* Who hears of what happened, and what is kept of it, on both engines. */
#include "gen/checkin.h"
#include "gen/collaboration.h"
#include "gen/meeting.h"
#include "gen/notice_sql.h"
#include "gen/okr.h"
#include "gen/org.h"
#include "gen/review.h"
#include "practice/access/erase.h"
#include "practice/notice/choice.h"
#include "practice/notice/keep.h"
#include "practice/notice/sentence.h"
#include "practice/notice/tell.h"
#include "practice/record/outbox.h"
#include "practice/squad/desk.h"
#include "practice/test_support.h"

static struct stage stage;
static int64_t unit;
static int64_t cycle;
static int64_t ada; /* owns */
static int64_t bea; /* reviews */
static int64_t cas; /* reviews, too */
static int64_t dee; /* stands in for Ada and Bea, who are away */

static void
be_away(int64_t person, int64_t deputy)
{
    day_t today = day_of(stage.call.now);

    stage_away(&stage, person, today, today + 3, deputy);
}

static void
open_stage(void)
{
    stage_open(&stage);
    unit = stage_unit(&stage, "Retail", 0);
    ada = stage_person(&stage, "Ada", "ada@example.org");
    bea = stage_person(&stage, "Bea", "bea@example.org");
    cas = stage_person(&stage, "Cas", "cas@example.org");
    dee = stage_person(&stage, "Dee", "dee@example.org");
    int64_t root = stage_person(&stage, "Root", "root@example.org");
    stage_member(&stage, ada, unit);
    stage_grant(&stage, root, ROLE_ADMIN, 0);
    cycle =
        stage_cycle(&stage, root, "Q4", day_from_civil(2026, 10, 1), day_from_civil(2026, 12, 31));
}

/* All that happened, as if its transaction had ended: nobody hears of what may yet be undone. */
static void
hear_all(void)
{
    int64_t done;

    stage_sql(&stage, "UPDATE event SET txid = 0");
    do
        CHECK_OK(hear_events(&stage.call, &done));
    while (done > 0);
}

/* Notices of a kind; `*ret_newest` is the newest. */
static int64_t
notices_of(int64_t person, enum notice_kind kind, struct notice_view *ret_newest)
{
    struct notice_view_list rows;
    int64_t count = 0;

    CHECK_OK(q_notice_page(&stage.call, person, INT64_MAX, 200, &rows));
    for (size_t i = 0; i < rows.count; i++)
        if (rows.items[i].kind == kind && count++ == 0 && ret_newest != NULL)
            *ret_newest = rows.items[i];
    return count;
}

static int64_t
draft_of(int64_t person, const char *title)
{
    return stage_draft(&stage, person, cycle, unit, title, OBJECTIVE_KIND_COMMITTED);
}

/* Ada asks people to review a draft of hers. */
static struct review_view
review_of(int64_t objective, int64_t *reviewers, size_t count)
{
    struct review_view review;

    CHECK_OK(
        review_request(stage_as(&stage, ada, 0),
                       &(struct review_new){.given = UINT64_MAX,
                                            .id = objective,
                                            .reviewer_ids = {.items = reviewers, .count = count}},
                       &review));
    return review;
}

static void
send_back(int64_t person, const struct review_view *review)
{
    struct review_view out;

    CHECK_OK(review_send_back(stage_as(&stage, person, 0),
                              &(struct review_return){.id = review->id,
                                                      .edition = review->edition,
                                                      .body = STR("Say how many.")},
                              &out));
}

TEST(hear__a_review_is_told_to_those_whose_it_is)
{
    struct review_view out;
    struct notice_view notice;

    open_stage();
    /* So that no reviewer has the number of an objective, nor an objective that of a review. */
    (void)review_of(draft_of(ada, "Another"), (int64_t[]){cas}, 1);
    (void)draft_of(ada, "A third");
    int64_t objective = draft_of(ada, "Customers come back");
    struct review_view review = review_of(objective, (int64_t[]){bea, cas}, 2);
    hear_all();
    CHECK_INT(notices_of(bea, NOTICE_KIND_REVIEW_ASKED, &notice), 1);
    CHECK_INT(notice.objective_id.value, objective);
    CHECK_INT(notices_of(cas, NOTICE_KIND_REVIEW_ASKED, NULL), 2);

    send_back(bea, &review);
    hear_all();
    CHECK_INT(notices_of(ada, NOTICE_KIND_REVIEW_ANSWERED, &notice), 1);
    CHECK_INT(notice.objective_id.value, objective);
    CHECK_INT(notice.actor_id.value, bea);
    CHECK_STR(notice.note, "sent_back");
    CHECK_STR(notice.title, "Customers come back");
    send_back(cas, &review);
    hear_all();
    CHECK_INT(notices_of(ada, NOTICE_KIND_REVIEW_ANSWERED, &notice), 2);
    CHECK_INT(notice.actor_id.value, cas);

    int64_t first = notice.id;
    CHECK_OK(review_ask_again(stage_as(&stage, ada, 0),
                              &(struct review_again){.id = review.id, .given = UINT64_MAX}, &out));
    CHECK_OK(review_accept(
        stage_as(&stage, cas, 0),
        &(struct review_acceptance){.given = UINT64_MAX, .id = review.id, .edition = out.edition},
        &out));
    hear_all();
    CHECK_INT(notices_of(bea, NOTICE_KIND_REVIEW_ASKED, NULL), 1);
    CHECK_INT(notices_of(ada, NOTICE_KIND_REVIEW_ANSWERED, &notice), 2);
    CHECK(notice.id > first);
    CHECK_STR(notice.note, "accepted");
    stage_close(&stage);
}

TEST(hear__a_draft_is_not_told_to_deputies)
{
    open_stage();
    be_away(ada, dee);
    be_away(bea, dee);
    struct review_view review = review_of(draft_of(ada, "Secret"), (int64_t[]){bea}, 1);
    hear_all();
    CHECK_INT(notices_of(bea, NOTICE_KIND_REVIEW_ASKED, NULL), 1);
    send_back(bea, &review);
    hear_all();
    CHECK_INT(notices_of(ada, NOTICE_KIND_REVIEW_ANSWERED, NULL), 1);
    CHECK_INT(notices_of(dee, NOTICE_KIND_REVIEW_ASKED, NULL), 0);
    CHECK_INT(notices_of(dee, NOTICE_KIND_REVIEW_ANSWERED, NULL), 0);
    stage_close(&stage);
}

static int64_t
action_of(int64_t person)
{
    struct action_view action;

    CHECK_OK(action_create(stage_as(&stage, cas, 0),
                           &(struct action_new){.given = UINT64_MAX,
                                                .id = unit,
                                                .cycle_id = cycle,
                                                .title = STR("Call the shops"),
                                                .source = ACTION_SOURCE_OTHER,
                                                .owner_id = maybe_of(person)},
                           &action));
    return action.id;
}

TEST(hear__what_is_asked_goes_to_a_deputy_who_is_there)
{
    struct person left;
    struct notice_view notice;

    open_stage();
    stage_grant(&stage, cas, ROLE_LEADER, unit);
    be_away(ada, dee);
    (void)action_of(ada);
    hear_all();
    CHECK_INT(notices_of(ada, NOTICE_KIND_ACTION_GIVEN, NULL), 0);
    CHECK_INT(notices_of(dee, NOTICE_KIND_ACTION_GIVEN, &notice), 1);
    CHECK_STR(notice.for_name, "Ada");
    int64_t root = stage_person(&stage, "Rod", "rod@example.org");
    stage_grant(&stage, root, ROLE_ADMIN, 0);
    CHECK_OK(person_deactivate(stage_as(&stage, root, 1), &(struct by_id){.id = dee}, &left));
    (void)action_of(ada);
    hear_all();
    CHECK_INT(notices_of(ada, NOTICE_KIND_ACTION_GIVEN, NULL), 1);
    CHECK_INT(notices_of(dee, NOTICE_KIND_ACTION_GIVEN, NULL), 1);
    stage_close(&stage);
}

static struct comment_view
say(int64_t person, int64_t objective, int64_t mentioned)
{
    struct comment_view comment;

    CHECK_OK(comment_create(
        stage_as(&stage, person, 0),
        &(struct comment_new){.given = UINT64_MAX,
                              .id = objective,
                              .body = str_fmt(&stage.arena, "@[%lld] look.", (long long)mentioned)},
        &comment));
    return comment;
}

TEST(hear__each_comment_that_mentions_somebody_is_told_once)
{
    struct comment_view changed;
    struct notice_view notice;

    open_stage();
    int64_t objective = draft_of(ada, "Customers come back");
    stage_publish(&stage, ada, objective);
    struct comment_view comment = say(ada, objective, bea);
    hear_all();
    CHECK_INT(notices_of(bea, NOTICE_KIND_MENTIONED, &notice), 1);
    CHECK_INT(notice.objective_id.value, objective);
    (void)say(cas, objective, bea);
    hear_all();
    CHECK_INT(notices_of(bea, NOTICE_KIND_MENTIONED, &notice), 2);
    CHECK_STR(notice.actor_name, "Cas");

    /* Taken out of a comment and put back the next day it is still the same one. */
    CHECK_OK(comment_update(
        stage_as(&stage, ada, comment.version),
        &(struct comment_patch){.given = UINT64_MAX, .id = comment.id, .body = STR("Look.")},
        &changed));
    stage.call.now += USEC_PER_DAY;
    CHECK_OK(comment_update(
        stage_as(&stage, ada, changed.version),
        &(struct comment_patch){.given = UINT64_MAX,
                                .id = comment.id,
                                .body = str_fmt(&stage.arena, "@[%lld]!", (long long)bea)},
        &changed));
    hear_all();
    CHECK_INT(notices_of(bea, NOTICE_KIND_MENTIONED, NULL), 2);
    stage_close(&stage);
}

static void
change_title(int64_t person, int64_t objective, const char *title)
{
    struct objective_view out;

    CHECK_OK(objective_update(stage_as(&stage, person, stage_version(&stage, objective)),
                              &(struct objective_patch){.given = OBJECTIVE_PATCH_TITLE,
                                                        .id = objective,
                                                        .title = str_from(title)},
                              &out));
}

TEST(hear__those_who_follow_an_objective_or_its_unit_are_told_what_changes)
{
    struct followers_view view;
    struct notice_view notice;

    open_stage();
    stage_member(&stage, bea, unit);
    stage_member(&stage, cas, unit);
    int64_t id = draft_of(ada, "Customers come back");
    CHECK_OK(unit_unfollow(stage_as(&stage, cas, 0), &(struct by_id){.id = unit}, &view));
    stage_publish(&stage, ada, id);
    hear_all();
    CHECK_INT(notices_of(ada, NOTICE_KIND_OBJECTIVE_CHANGED, NULL), 0); /* her own doing */
    CHECK_INT(notices_of(bea, NOTICE_KIND_OBJECTIVE_CHANGED, &notice), 1);
    CHECK_STR(notice.subject, "objective");
    CHECK_INT(notices_of(cas, NOTICE_KIND_OBJECTIVE_CHANGED, NULL), 0);

    /* Who owns it hears what others do, and nobody of what they chose not to follow. */
    stage_grant(&stage, dee, ROLE_OKR_MASTER, 0);
    CHECK_OK(objective_unfollow(stage_as(&stage, bea, 0), &(struct by_id){.id = id}, &view));
    CHECK_OK(objective_follow(stage_as(&stage, cas, 0), &(struct by_id){.id = id}, &view));
    stage.call.now += USEC_PER_DAY;
    change_title(dee, id, "Customers come back often");
    hear_all();
    CHECK_INT(notices_of(ada, NOTICE_KIND_OBJECTIVE_CHANGED, NULL), 1);
    CHECK_INT(notices_of(bea, NOTICE_KIND_OBJECTIVE_CHANGED, NULL), 1);
    CHECK_INT(notices_of(cas, NOTICE_KIND_OBJECTIVE_CHANGED, NULL), 1);
    stage_close(&stage);
}

static void
check_in(int64_t person, int64_t key_result, decimal_t value)
{
    struct check_in_view made;

    CHECK_OK(check_in_create(
        stage_as(&stage, person, 0),
        &(struct check_in_new){.given = UINT64_MAX, .id = key_result, .value = maybe_of(value)},
        &made));
}

TEST(hear__of_check_ins_each_is_told_what_others_say)
{
    struct notice_view notice;

    open_stage();
    stage_grant(&stage, dee, ROLE_OKR_MASTER, 0);
    int64_t id = draft_of(ada, "Customers come back");
    int64_t kr = stage_key_result(&stage, ada, id, dee);
    stage_publish(&stage, ada, id);
    hear_all();
    stage_sql(&stage, "DELETE FROM notice");
    for (decimal_t value = 0; value < 40000; value += 10000) {
        check_in(ada, kr, value);
        check_in(ada, kr, value + 1000); /* says nothing new, so that it is passed over */
        check_in(dee, kr, value + 5000);
    }
    hear_all();
    CHECK_INT(notices_of(ada, NOTICE_KIND_OBJECTIVE_CHANGED, &notice), 1);
    CHECK_STR(notice.actor_name, "Dee");
    CHECK_INT(notices_of(dee, NOTICE_KIND_OBJECTIVE_CHANGED, &notice), 1);
    CHECK_STR(notice.actor_name, "Ada");
    stage_close(&stage);
}

/* Leaves so many events of a key result that was checked in, or of an objective that was changed.
 */
static void
leave_events(const char *kind, const char *subject, int64_t subject_id, int count)
{
    char sql[512];

    snprintf(sql, sizeof(sql),
             "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
             " INSERT INTO event (at, kind, subject, subject_id, person_id, hidden, txid)"
             " SELECT 0, '%s', '%s', %lld, %lld, FALSE, 0 FROM n",
             count, kind, subject, (long long)subject_id, (long long)ada);
    stage_sql(&stage, sql);
}

TEST(hear__check_ins_that_say_nothing_new_go_along)
{
    int64_t done;

    open_stage();
    int64_t id = draft_of(ada, "Customers come back");
    int64_t kr = stage_key_result(&stage, ada, id, ada);
    stage_publish(&stage, ada, id);
    hear_all();
    leave_events(EVENT_CHECK_IN_CREATED, "key_result", kr, 3 * HEAR_PORTION);
    CHECK_OK(hear_events(&stage.call, &done));
    CHECK_INT(done, 3 * HEAR_PORTION);
    leave_events(EVENT_OBJECTIVE_UPDATED, "objective", id, HEAR_PORTION + 1);
    CHECK_OK(hear_events(&stage.call, &done));
    CHECK_INT(done, HEAR_PORTION);
    CHECK_OK(hear_events(&stage.call, &done));
    CHECK_INT(done, 1);
    CHECK_OK(hear_events(&stage.call, &done));
    CHECK_INT(done, 0);
    stage_close(&stage);
}

TEST(hear__those_who_follow_an_objective_are_told_what_is_said_of_it)
{
    struct notice_view notice;

    open_stage();
    int64_t id = draft_of(ada, "Customers come back");
    stage_member(&stage, cas, unit);
    stage_grant(&stage, dee, ROLE_OKR_MASTER, 0);
    (void)say(dee, id, ada);
    hear_all();
    CHECK_INT(notices_of(cas, NOTICE_KIND_OBJECTIVE_CHANGED, NULL), 0); /* said of a draft */
    CHECK_INT(notices_of(ada, NOTICE_KIND_OBJECTIVE_CHANGED, NULL), 0); /* mentioned */

    stage_publish(&stage, ada, id);
    hear_all();
    (void)say(bea, id, cas);
    hear_all();
    CHECK_INT(notices_of(ada, NOTICE_KIND_OBJECTIVE_CHANGED, &notice), 1);
    CHECK_STR(notice.subject, "comment");
    CHECK_STR(notice.actor_name, "Bea");
    CHECK_INT(notice.objective_id.value, id);
    CHECK_INT(notices_of(bea, NOTICE_KIND_OBJECTIVE_CHANGED, NULL), 0);

    /* Who spoke of it hears the next one, each of them. */
    (void)say(cas, id, dee);
    (void)say(cas, id, dee);
    hear_all();
    CHECK_INT(notices_of(bea, NOTICE_KIND_OBJECTIVE_CHANGED, NULL), 2);
    stage_close(&stage);
}

TEST(hear__a_meeting_is_told_at_once_with_its_day)
{
    struct meeting_view meeting;
    struct notice_view notice;
    struct notice_post_list rows;
    day_t friday = day_from_civil(2026, 12, 4);

    open_stage();
    stage_grant(&stage, cas, ROLE_LEADER, unit);
    CHECK_OK(meeting_create(
        stage_as(&stage, cas, 0),
        &(struct meeting_new){.given = UINT64_MAX,
                              .id = unit,
                              .cycle_id = cycle,
                              .budget_minutes = 30,
                              /* half past midnight in Amsterdam */
                              .starts_at = maybe_of(friday * USEC_PER_DAY - USEC_PER_DAY / 48)},
        &meeting));
    hear_all();
    CHECK_INT(notices_of(ada, NOTICE_KIND_MEETING_PLANNED, &notice), 1);
    CHECK_INT(notice.due_day.value, friday);
    CHECK_OK(q_notice_mail_at_once(&stage.call, 14, day_of(stage.call.now), 0, 10, &rows));
    CHECK_INT(rows.count, 1);
    CHECK_STR(sentence_of(&stage.arena, &rows.items[0], day_of(stage.call.now)),
              "Cas planned a check-in meeting of Retail for Friday 4 December");
    stage_close(&stage);
}

/* Ada hands over to Bea, who accepts; its day is tomorrow. */
static struct hand_over_view
hand_over_to_bea(void)
{
    struct hand_over_new offer = {.to_id = bea, .day = day_of(stage.call.now) + 1};
    struct hand_over_view view;

    CHECK_OK(hand_over_create(stage_as(&stage, ada, 0), &offer, &view));
    struct hand_over_answer answer = {.id = view.id, .accept = true};
    CHECK_OK(hand_over_answer(stage_as(&stage, bea, view.version), &answer, &view));
    return view;
}

static void
check_told_of_hand_over(int64_t person, const char *text)
{
    struct notice_post_list rows;
    size_t count = 0;

    CHECK_OK(q_notice_mail_at_once(&stage.call, 14, day_of(stage.call.now), 0, 10, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        if (rows.items[i].person_id != person || rows.items[i].kind != NOTICE_KIND_HAND_OVER)
            continue;
        CHECK_STR(sentence_of(&stage.arena, &rows.items[i], day_of(stage.call.now)), text);
        count++;
    }
    CHECK_INT(count, 1);
}

TEST(hear__a_hand_over_that_was_not_done_is_told_to_both)
{
    struct hand_over_view view;
    int64_t done;

    open_stage();
    stage_grant(&stage, ada, ROLE_OKR_MASTER, unit);
    stage_grant(&stage, bea, ROLE_OKR_MASTER, unit);
    be_away(ada, dee);
    view = hand_over_to_bea();
    struct by_id id = {.id = view.id};
    CHECK_OK(hand_over_withdraw(stage_as(&stage, ada, view.version), &id, &view));
    hear_all();
    CHECK_INT(notices_of(bea, NOTICE_KIND_HAND_OVER, NULL), 0);
    (void)hand_over_to_bea();
    stage_sql(&stage, "UPDATE role_grant SET valid_until = 0 WHERE person_id ="
                      " (SELECT p.id FROM person p WHERE p.name = 'Bea')");
    struct call *call = stage_as(&stage, 0, 0);
    call->now += 2 * USEC_PER_DAY;
    CHECK_OK(hand_over_due(call, &done));
    CHECK_INT(done, 1);
    hear_all();
    CHECK_INT(notices_of(dee, NOTICE_KIND_HAND_OVER, NULL), 0);
    check_told_of_hand_over(ada, "The hand-over between you and Bea was not done: whoever was to"
                                 " take over cannot do so any more");
    check_told_of_hand_over(bea, "The hand-over between you and Ada was not done: whoever was to"
                                 " take over cannot do so any more");
    stage_close(&stage);
}

static int64_t
messages_of(int64_t person)
{
    struct message_view view;
    enum err err = q_message_newest_of(&stage.call, maybe_of(person), &view);

    CHECK(err == OK || err == ERR_NOT_FOUND);
    return err == OK ? view.id : 0;
}

static void
write_to(int64_t person, const char *address)
{
    CHECK_OK(outbox_put(&stage.call, &(struct letter){.channel = "mail",
                                                      .address = str_from(address),
                                                      .subject = STR("A step is late"),
                                                      .body = STR("Hello"),
                                                      .person_id = maybe_of(person)}));
}

/* Somebody about whom everything there is, is kept. */
static void
be_told(int64_t person)
{
    struct notice_time time = {.person_id = person, .digest_weekday = 3};

    (void)action_of(person);
    hear_all();
    CHECK_INT(notices_of(person, NOTICE_KIND_ACTION_GIVEN, NULL), 1);
    CHECK_OK(choice_set(stage_as(&stage, person, 0), person, NOTICE_KIND_ACTION_GIVEN,
                        NOTICE_CHANNEL_MAIL, NOTICE_PACE_DAILY));
    CHECK_OK(q_choice_time_put(&stage.call, &time));
    write_to(person, "earlier@example.org");
}

TEST(keep__nothing_of_who_was_erased)
{
    struct notice_choice_list choices;
    struct notice_time time;

    open_stage();
    stage_grant(&stage, cas, ROLE_LEADER, unit);
    be_told(ada);
    be_told(bea);
    CHECK_OK(person_erase(stage_as(&stage, 0, 0), ada));
    CHECK_OK(notices_erase(&stage.call, ada));
    CHECK_INT(notices_of(ada, NOTICE_KIND_ACTION_GIVEN, NULL), 0);
    CHECK_INT(messages_of(ada), 0);
    CHECK_OK(q_choice_of(&stage.call, ada, &choices));
    CHECK_INT(choices.count, 0);
    CHECK_ERR(q_choice_time_of(&stage.call, ada, &time), ERR_NOT_FOUND);
    CHECK_INT(notices_of(bea, NOTICE_KIND_ACTION_GIVEN, NULL), 1);
    CHECK(messages_of(bea) != 0);
    CHECK_OK(q_choice_time_of(&stage.call, bea, &time));
    stage_close(&stage);
}

TEST(keep__no_mail_to_who_left)
{
    struct person left;
    struct notice_post_list rows;
    int64_t done;

    open_stage();
    stage_grant(&stage, cas, ROLE_LEADER, unit);
    int64_t root = stage_person(&stage, "Rod", "rod@example.org");
    stage_grant(&stage, root, ROLE_ADMIN, 0);
    be_told(ada);
    CHECK_OK(choice_set(stage_as(&stage, ada, 0), ada, NOTICE_KIND_ACTION_GIVEN,
                        NOTICE_CHANNEL_MAIL, NOTICE_PACE_AT_ONCE));
    CHECK_OK(person_deactivate(stage_as(&stage, root, 1), &(struct by_id){.id = ada}, &left));
    CHECK_INT(messages_of(ada), 0);
    CHECK_OK(q_notice_mail_at_once(&stage.call, 14, day_of(stage.call.now), 0, 10, &rows));
    CHECK_INT(rows.count, 1);
    CHECK_OK(deliver_at_once(&stage.call, &done));
    CHECK_INT(done, 1);
    CHECK_INT(messages_of(ada), 0);
    stage_close(&stage);
}

TEST(keep__notices_for_a_year_and_a_month)
{
    int64_t done;

    open_stage();
    stage_grant(&stage, cas, ROLE_LEADER, unit);
    be_told(ada);
    stage.call.now += NOTICE_LIFETIME;
    CHECK_OK(notices_prune(&stage.call, &done));
    CHECK_INT(done, 0);
    stage.call.now += 1;
    CHECK_OK(notices_prune(&stage.call, &done));
    CHECK(done > 0);
    CHECK_INT(notices_of(ada, NOTICE_KIND_ACTION_GIVEN, NULL), 0);
    stage_close(&stage);
}

STAGE_MAIN()
