/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A digest: what is asked of somebody, what happened, and once a week what moved, what fell and
 * where it is silent among what they own, belong to or lead. Nothing to say: nothing is sent.
 */
#include <stdlib.h>

#include "gen/notice_sql.h"
#include "practice/access/setting.h"
#include "practice/notice/kind.h"
#include "practice/notice/one_link.h"
#include "practice/notice/paper.h"
#include "practice/notice/sentence.h"
#include "practice/notice/tell.h"
#include "practice/record/outbox.h"

#define DIGESTS_MAX 50  /* in one transaction */
#define GATHER_MAX  500 /* rows looked at for one section */
#define SHOWN_MAX   5U
#define LISTED_MAX  20U /* notices of one section */
#define LATE_DAYS   2   /* a digest that is later says what is over */
#define TOLD_SINCE  (14 * USEC_PER_DAY)
#define WEEK_DAYS   7
#define FULL        INT64_C(1000000)

struct digest_sum {
    const struct digest_person *person;
    struct digest_move_list owed;
    struct digest_move_list moves;
    struct digest_move_list silent;
    struct notice_post_list notices;
    size_t asked, told, moved, fell;
};

static fraction_t
clip(fraction_t value)
{
    return value < 0 ? 0 : value > FULL ? FULL : value;
}

static fraction_t
change_of(const struct digest_move *move)
{
    return move->contribution - clip(maybe_or(move->before_raw, 0));
}

static int
by_change(const void *a, const void *b)
{
    const struct digest_move *x = a;
    const struct digest_move *y = b;
    fraction_t first = llabs(change_of(x));
    fraction_t second = llabs(change_of(y));

    if (first != second)
        return first < second ? 1 : -1;
    return (x->id > y->id) - (x->id < y->id);
}

/* A reminder of check-ins says less than the list of them, which a week's digest has. */
static bool
is_shown(const struct digest_sum *sum, const struct notice_post *post)
{
    bool check_in =
        post->kind == NOTICE_KIND_CHECK_IN_DUE || post->kind == NOTICE_KIND_CHECK_IN_OVERDUE;

    return post->holds && !(check_in && sum->person->weekly && str_is_null(post->for_name));
}

static void
count_all(struct digest_sum *sum)
{
    sum->asked = sum->owed.count;
    for (size_t i = 0; i < sum->notices.count; i++)
        if (is_shown(sum, &sum->notices.items[i]))
            *(kind_of(sum->notices.items[i].kind)->asks ? &sum->asked : &sum->told) += 1;
    for (size_t i = 0; i < sum->moves.count; i++) {
        fraction_t change = change_of(&sum->moves.items[i]);
        sum->moved += change > 0;
        sum->fell += change < 0;
    }
}

static enum err
gather(struct call *call, const struct settings *settings, struct digest_sum *sum)
{
    const struct digest_person *person = sum->person;
    int64_t me = person->person_id;
    day_t day = person->day;
    day_t since = day - WEEK_DAYS;
    int64_t cadence = settings->cadence_days;

    TRY(q_notice_of_digest(call, cadence, day, me, call->now - TOLD_SINCE, person->weekly,
                           GATHER_MAX, &sum->notices));
    if (person->weekly) {
        TRY(q_digest_owed(call, since, cadence, day, me, GATHER_MAX, &sum->owed));
        TRY(q_digest_moves(call, since, me, day, GATHER_MAX, &sum->moves));
        TRY(q_digest_silent(call, since, day, cadence, settings->grace_days, me, GATHER_MAX,
                            &sum->silent));
    }
    if (sum->moves.count > 0)
        qsort(sum->moves.items, sum->moves.count, sizeof(*sum->moves.items), by_change);
    count_all(sum);
    return OK;
}

/* "3 things asked of you, 2 moved". */
static struct str
subject_of(struct call *call, const struct digest_sum *sum)
{
    const struct {
        enum notice_words_list word;
        size_t count;
    } parts[] = {
        {WORD_DIGEST_ASKED_COUNT, sum->asked},         {WORD_DIGEST_TOLD_COUNT, sum->told},
        {WORD_DIGEST_MOVED_COUNT, sum->moved},         {WORD_DIGEST_FELL_COUNT, sum->fell},
        {WORD_DIGEST_SILENT_COUNT, sum->silent.count},
    };
    enum language language = sum->person->language;
    struct str none = {0};
    struct str line = STR("");

    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
        if (parts[i].count == 0)
            continue;
        struct str part =
            word_count(call->arena, language, parts[i].word, (int64_t)parts[i].count, none);
        line = str_fmt(call->arena, "%.*s%s%.*s", STR_FMT(line), line.len > 0 ? ", " : "",
                       STR_FMT(part));
    }
    return word_say(call->arena, language,
                    sum->person->weekly ? WORD_DIGEST_SUBJECT : WORD_DIGEST_SUBJECT_DAY, line, none,
                    none);
}

static struct str
objective_url(struct call *call, const struct digest_move *move)
{
    return str_fmt(call->arena, "%.*s/objectives/%lld", STR_FMT(call->public_url),
                   (long long)move->objective_id);
}

static void
say_more(struct call *call, struct paper *paper, size_t count, size_t shown)
{
    struct str none = {0};

    if (count > shown)
        paper_text(paper, word_count(call->arena, paper->language, WORD_DIGEST_MORE,
                                     (int64_t)(count - shown), none));
}

static enum err
write_owed(struct call *call, struct paper *paper, const struct digest_sum *sum)
{
    for (size_t i = 0; i < sum->owed.count && i < SHOWN_MAX; i++) {
        const struct digest_move *row = &sum->owed.items[i];
        struct str url;
        struct str note = str_fmt(call->arena, "%.*s · %.*s", STR_FMT(row->objective_title),
                                  STR_FMT(word_plain(paper->language, WORD_CHECK_IN_NOW)));
        TRY(link_check_in(call, sum->person->person_id, row->id, &url));
        paper_item(paper, row->title, url, note, PAPER_PLAIN);
    }
    say_more(call, paper, sum->owed.count, SHOWN_MAX);
    return OK;
}

static void
write_notices(struct call *call, struct paper *paper, const struct digest_sum *sum, bool asks)
{
    size_t count = 0;

    for (size_t i = 0; i < sum->notices.count; i++) {
        const struct notice_post *post = &sum->notices.items[i];
        if (is_shown(sum, post) && kind_of(post->kind)->asks == asks && ++count <= LISTED_MAX)
            paper_item(paper, sentence_of(call->arena, post, sum->person->day),
                       sentence_url(call, post), post->unit_name, PAPER_PLAIN);
    }
    say_more(call, paper, count, LISTED_MAX);
}

static void
write_moves(struct call *call, struct paper *paper, const struct digest_sum *sum, bool up)
{
    size_t count = 0;
    struct str none = {0};

    paper_heading(paper, word_plain(paper->language, up ? WORD_DIGEST_MOVED : WORD_DIGEST_FELL));
    for (size_t i = 0; i < sum->moves.count; i++) {
        const struct digest_move *move = &sum->moves.items[i];
        fraction_t change = change_of(move);
        if (up ? change <= 0 : change >= 0)
            continue;
        if (++count > SHOWN_MAX)
            continue;
        struct str steps = word_say(call->arena, paper->language, WORD_DIGEST_FROM_TO,
                                    word_percent(call->arena, maybe_or(move->before_raw, 0)),
                                    word_percent(call->arena, move->contribution), none);
        struct str note =
            str_fmt(call->arena, "%.*s · %.*s", STR_FMT(steps), STR_FMT(move->unit_name));
        paper_item(paper, move->title, objective_url(call, move), note,
                   up ? PAPER_GOOD : PAPER_BAD);
    }
    say_more(call, paper, count, SHOWN_MAX);
}

static void
write_silent(struct call *call, struct paper *paper, const struct digest_sum *sum)
{
    struct str none = {0};

    paper_heading(paper, word_plain(paper->language, WORD_DIGEST_SILENT));
    for (size_t i = 0; i < sum->silent.count && i < SHOWN_MAX; i++) {
        const struct digest_move *row = &sum->silent.items[i];
        struct str last = word_plain(paper->language, WORD_DIGEST_NEVER);
        if (row->last_day.has)
            last = word_say(
                call->arena, paper->language, WORD_DIGEST_LAST,
                word_day(call->arena, paper->language, row->last_day.value, sum->person->day), none,
                none);
        struct str note =
            str_fmt(call->arena, "%.*s · %.*s", STR_FMT(last), STR_FMT(row->unit_name));
        paper_item(paper, row->title, objective_url(call, row), note, PAPER_PLAIN);
    }
    say_more(call, paper, sum->silent.count, SHOWN_MAX);
}

static enum err
write_paper(struct call *call, struct paper *paper, const struct digest_sum *sum)
{
    enum language language = paper->language;

    paper_title(paper, word_plain(language,
                                  sum->person->weekly ? WORD_DIGEST_TITLE : WORD_DIGEST_TITLE_DAY));
    paper_heading(paper, word_plain(language, WORD_DIGEST_ASKED));
    if (sum->asked == 0)
        paper_text(paper, word_plain(language, WORD_DIGEST_NOTHING_ASKED));
    TRY(write_owed(call, paper, sum));
    write_notices(call, paper, sum, /* asks= */ true);
    if (sum->told > 0) {
        paper_heading(paper, word_plain(language, WORD_DIGEST_TOLD));
        write_notices(call, paper, sum, /* asks= */ false);
    }
    if (sum->moved > 0)
        write_moves(call, paper, sum, /* up= */ true);
    if (sum->fell > 0)
        write_moves(call, paper, sum, /* up= */ false);
    if (sum->silent.count > 0)
        write_silent(call, paper, sum);
    return OK;
}

static enum err
send(struct call *call, const struct digest_sum *sum)
{
    const struct digest_person *person = sum->person;
    struct paper paper;
    struct letter letter = {
        .channel = "mail",
        .address = person->email,
        .person_id = maybe_of(person->person_id),
        .subject = subject_of(call, sum),
        .unique_key = str_fmt(call->arena, "digest:%lld:%lld", (long long)person->person_id,
                              (long long)person->day),
    };

    TRY(link_stop(call, person->person_id, NOTICE_KIND_DIGEST, NOTICE_CHANNEL_MAIL,
                  &letter.stop_url));
    paper_init(&paper, call->arena, person->language);
    enum err err = write_paper(call, &paper, sum);
    if (err != OK) {
        paper_release(&paper);
        return err;
    }
    paper_button(&paper, word_plain(person->language, WORD_OPEN), call->public_url);
    paper_foot(&paper, word_plain(person->language, WORD_WHY_DIGEST), letter.stop_url,
               str_fmt(call->arena, "%.*s/account", STR_FMT(call->public_url)));
    TRY(paper_finish(&paper, &letter.body, &letter.html));
    return outbox_put(call, &letter);
}

static enum err
make(struct call *call, const struct settings *settings, const struct digest_person *person)
{
    struct digest_sum sum = {.person = person};

    if (day_of(call->now) - person->day > LATE_DAYS)
        return q_digest_settle(call, maybe_of(call->now), person->person_id, person->day);
    TRY(gather(call, settings, &sum));
    if (sum.asked + sum.told + sum.moved + sum.fell + sum.silent.count > 0 &&
        !str_is_null(person->email))
        TRY(send(call, &sum));
    TRY(q_notice_settle_digest(call, maybe_of(call->now), person->person_id, person->weekly));
    return q_digest_settle(call, maybe_of(call->now), person->person_id, person->day);
}

enum err
deliver_digests(struct call *call, int64_t *done)
{
    struct digest_person_list people;
    struct settings settings;

    TRY(settings_load(call, &settings));
    TRY(q_digest_next(call, DIGESTS_MAX, &people));
    for (size_t i = 0; i < people.count; i++)
        TRY(make(call, &settings, &people.items[i]));
    *done = (int64_t)people.count;
    return OK;
}
