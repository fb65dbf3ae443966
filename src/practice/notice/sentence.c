/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/notice/sentence.h"

#include "practice/notice/kind.h"

static enum notice_words_list
role_word(struct str role)
{
    static const struct {
        const char *role;
        enum notice_words_list word;
    } table[] = {
        {"leader", WORD_ROLE_LEADER},
        {"okr_master", WORD_ROLE_OKR_MASTER},
        {"admin", WORD_ROLE_ADMIN},
    };

    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
        if (str_eq(role, str_from(table[i].role)))
            return table[i].word;
    return WORD_ROLE_MEMBER;
}

static enum notice_words_list
word_of(const struct notice_post *post, day_t today)
{
    switch (post->kind) {
    case NOTICE_KIND_REVIEW_ASKED:
        return WORD_REVIEW_ASKED;
    case NOTICE_KIND_REVIEW_ANSWERED:
        return str_eq(post->note, STR("accepted")) ? WORD_REVIEW_ACCEPTED : WORD_REVIEW_SENT_BACK;
    case NOTICE_KIND_HELP_ASKED:
        return WORD_HELP_ASKED;
    case NOTICE_KIND_ACTION_GIVEN:
        return WORD_ACTION_GIVEN;
    case NOTICE_KIND_ACTION_DUE:
        return WORD_ACTION_DUE;
    case NOTICE_KIND_MEETING_PLANNED:
        return post->due_day.has ? WORD_MEETING_PLANNED_FOR : WORD_MEETING_PLANNED;
    case NOTICE_KIND_MINUTES:
        return WORD_MINUTES;
    case NOTICE_KIND_ROLE_GIVEN:
        return role_word(post->note);
    case NOTICE_KIND_OBJECTIVE_CHANGED:
        return str_eq(post->subject, STR("comment")) ? WORD_OBJECTIVE_COMMENTED
                                                     : WORD_OBJECTIVE_CHANGED;
    case NOTICE_KIND_MENTIONED:
        return WORD_MENTIONED;
    case NOTICE_KIND_STEP_DUE:
        return WORD_STEP_DUE;
    case NOTICE_KIND_STEP_ESCALATED:
        return post->due_day.has && post->due_day.value >= today ? WORD_STEP_LAST_DAY
                                                                 : WORD_STEP_ESCALATED;
    case NOTICE_KIND_HAND_OVER:
        return str_eq(post->note, STR("not_given")) ? WORD_HAND_OVER_NOT_GIVEN
                                                    : WORD_HAND_OVER_NOT_TAKEN;
    case NOTICE_KIND_CHECK_IN_OVERDUE:
        return WORD_CHECK_IN_OVERDUE;
    case NOTICE_KIND_CHECK_IN_DUE:
    case NOTICE_KIND_DIGEST:
    case NOTICE_KIND_NULL:
        break;
    }
    return WORD_CHECK_IN_DUE;
}

struct str
sentence_of(struct arena *arena, const struct notice_post *post, day_t today)
{
    enum language language = post->language;
    struct str actor = post->actor_name;
    struct str title = post->title;
    struct str day = {0};

    if (post->due_day.has)
        day = word_day(arena, language, post->due_day.value,
                       post->kind == NOTICE_KIND_MINUTES ? WORD_DAY_IN_FULL : today);
    if (post->kind == NOTICE_KIND_CHECK_IN_DUE || post->kind == NOTICE_KIND_CHECK_IN_OVERDUE)
        return word_count(arena, language, word_of(post, today), post->count, day);
    if (str_is_null(actor))
        actor = word_plain(language, WORD_SOMEBODY);
    if (str_is_null(title))
        title = word_plain(language, WORD_WHOLE_ORGANISATION);
    return word_say(arena, language, word_of(post, today), actor, title, day);
}

struct str
sentence_why(struct arena *arena, const struct notice_post *post)
{
    struct str none = {0};
    struct str why = word_plain(post->language, kind_of(post->kind)->why);

    if (str_is_null(post->for_name))
        return why;
    return str_fmt(
        arena, "%.*s %.*s", STR_FMT(why),
        STR_FMT(word_say(arena, post->language, WORD_STANDS_IN, post->for_name, none, none)));
}

/* A person's own page of this kind is where they check in. */
static const char *
own_page(struct str subject)
{
    if (str_eq(subject, STR("person")))
        return "check-in";
    return str_eq(subject, STR("hand_over")) ? "desk" : "";
}

struct str
place_url(struct call *call, struct str subject, int64_t id)
{
    static const char *const table[][2] = {
        {"objective", "objectives/"},   {"meeting", "meetings/"}, {"step", "process?step="},
        {"harmonisation", "sessions/"}, {"unit", "units/"},
    };
    struct str base = call->public_url;

    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
        if (str_eq(subject, str_from(table[i][0])))
            return str_fmt(call->arena, "%.*s/%s%lld", STR_FMT(base), table[i][1], (long long)id);
    return str_fmt(call->arena, "%.*s/%s", STR_FMT(base), own_page(subject));
}

struct str
sentence_url(struct call *call, const struct notice_post *post)
{
    if (post->objective_id.has)
        return place_url(call, STR("objective"), post->objective_id.value);
    return place_url(call, post->subject, post->subject_id);
}
