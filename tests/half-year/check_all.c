/* SPDX-License-Identifier: Apache-2.0 */
/* Rules of thumb over all that was said, whatever the story: each is a promise to its readers. */
#include "check.h"

#define MORNING_MINUTE (9 * 60)
#define WEEK           7
#define NUDGES_MAX     10
#define MONDAY         1

static bool
is_nudge(const struct saying *saying)
{
    return !saying->mail &&
           (saying->kind == NOTICE_KIND_CHECK_IN_DUE ||
            saying->kind == NOTICE_KIND_CHECK_IN_OVERDUE ||
            saying->kind == NOTICE_KIND_ACTION_DUE || saying->kind == NOTICE_KIND_STEP_DUE);
}

/* What comes by the clock, not because somebody did something. */
static bool
is_by_clock(const struct saying *saying)
{
    return is_nudge(saying) || saying->kind == NOTICE_KIND_STEP_ESCALATED ||
           saying->kind == NOTICE_KIND_DIGEST;
}

static day_t
day_of_saying(const struct world *world, const struct saying *saying)
{
    return local_day(world->people[saying->person].land, saying->at);
}

static void
breach(struct world *world, const struct saying *saying, const char *what)
{
    world->stage.call.now = saying->at;
    world_fault(world, "%s %s: %.*s (%.*s)", world->people[saying->person].name, what,
                STR_FMT(saying->subject), STR_FMT(saying->unit));
}

void
check_once_a_day(struct world *world, const struct saying_list *told)
{
    for (size_t i = 0; i < told->count; i++)
        for (size_t k = i + 1; k < told->count; k++) {
            const struct saying *a = &told->items[i];
            const struct saying *b = &told->items[k];
            if (b->at - a->at > 2 * USEC_PER_DAY)
                break;
            if (a->person == b->person && a->mail == b->mail && a->kind == b->kind &&
                a->subject_id == b->subject_id && str_eq(a->about, b->about) &&
                day_of_saying(world, a) == day_of_saying(world, b))
                breach(world, b, "is told twice on a day");
        }
}

void
check_ten_a_week(struct world *world, const struct saying_list *told)
{
    for (size_t i = 0; i < told->count; i++) {
        const struct saying *last = &told->items[i];
        day_t day = day_of_saying(world, last);
        int count = 0;
        for (size_t k = i + 1; is_nudge(last) && k-- > 0;) {
            const struct saying *saying = &told->items[k];
            count += saying->person == last->person && is_nudge(saying) &&
                     day_of_saying(world, saying) > day - WEEK;
        }
        if (count > NUDGES_MAX)
            breach(world, last, "is nudged an eleventh time in a week");
    }
}

/* At nine where the person is, and a digest on a Monday: nobody chose another day. */
void
check_hours(struct world *world, const struct saying_list *told)
{
    for (size_t i = 0; i < told->count; i++) {
        const struct saying *saying = &told->items[i];
        usec_t local = local_time(world->people[saying->person].land, saying->at);
        if (is_by_clock(saying) && local % USEC_PER_DAY != MORNING_MINUTE * 60 * USEC_PER_SEC)
            breach(world, saying, "is not told at nine");
        if (saying->kind == NOTICE_KIND_DIGEST && day_weekday(day_of(local)) != MONDAY)
            breach(world, saying, "gets a digest, and it is no Monday");
    }
}

static bool
has_words(struct str text, const char *words)
{
    return memmem(text.ptr, text.len, words, strlen(words)) != NULL;
}

/* Who is away is not asked, in no digest either; their deputy is. What happened they may read. */
void
check_absent(struct world *world, const struct saying_list *told)
{
    for (size_t i = 0; i < told->count; i++) {
        const struct saying *saying = &told->items[i];
        bool asks = saying->kind == NOTICE_KIND_DIGEST ? has_words(saying->subject, "asked of you")
                                                       : is_by_clock(saying);
        if (asks && is_away(world, saying->person, saying->at))
            breach(world, saying, "is away, and asked");
    }
}

void
check_leavers(struct world *world, const struct saying_list *told)
{
    for (size_t i = 0; i < told->count; i++)
        if (has_left(world, told->items[i].person, told->items[i].at))
            breach(world, &told->items[i], "has left, and is told");
}

/* No step is due on a day on which its people do not work. */
void
check_free_days(struct world *world, const struct saying_list *told)
{
    for (size_t i = 0; i < told->count; i++) {
        const struct saying *saying = &told->items[i];
        bool step = saying->kind == NOTICE_KIND_STEP_DUE ||
                    (saying->kind == NOTICE_KIND_STEP_ESCALATED && !saying->mail);
        for (int place = 0; step && place < PLACE_COUNT; place++)
            if (str_eq(saying->unit, str_from(places[place].name)) && saying->due_day != 0 &&
                is_free(land_of((enum place)place, saying->at), saying->due_day))
                breach(world, saying, "is asked until a day on which nobody works");
    }
}
