/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/feed/read.h"

#include "gen/feed.h"
#include "gen/feed_sql.h"
#include "ics/ics.h"
#include "practice/access/secret.h"
#include "practice/access/setting.h"
#include "practice/notice/sentence.h"
#include "practice/notice/word.h"

#define TEXT_MAX        (4U << 20)
#define SESSION_MINUTES 60 /* a harmonisation session has no end of its own */
#define MINUTE          (60 * USEC_PER_SEC)

/* An address that is being read. */
struct reading {
    struct call *call;
    struct feed_reader of;
    struct ics *ics;
    struct settings settings;
    usec_t since;
    struct str host; /* what is behind the @ of a UID */
};

struct str
feed_behind_scheme(struct str url)
{
    const char *start = memmem(url.ptr, url.len, "://", 3);

    return str_slice(url, start == NULL ? 0 : (size_t)(start - url.ptr) + 3, url.len);
}

/* "koers.example" of "https://koers.example:8443". */
static struct str
host_of(struct str url)
{
    struct str path;
    struct str port;

    return str_cut(str_cut(feed_behind_scheme(url), '/', &path), ':', &port);
}

static struct str
name_of(const struct reading *reading, const struct feed_date *date)
{
    bool dutch = reading->of.language == LANGUAGE_NL;
    struct str first = dutch ? date->name_nl : date->name_en;

    return str_is_null(first) ? (dutch ? date->name_en : date->name_nl) : first;
}

static struct str
summary_of(const struct reading *reading, const struct feed_date *date)
{
    struct arena *arena = reading->call->arena;
    enum language language = reading->of.language;
    struct str none = {0};
    struct str text = name_of(reading, date);

    if (date->kind == FEED_KIND_CHECK_IN)
        text = word_count(arena, language, WORD_FEED_CHECK_IN, date->count, date->unit_name);
    else if (date->kind == FEED_KIND_MEETING)
        text = word_say(arena, language, WORD_FEED_MEETING, date->unit_name, none, none);
    else if (date->kind == FEED_KIND_STEP)
        text = str_fmt(arena, "%.*s · %.*s", STR_FMT(text), STR_FMT(date->unit_name));
    return date->done ? word_say(arena, language, WORD_FEED_DONE, text, none, none) : text;
}

/* Where the client shows it. */
static struct str
url_of(const struct reading *reading, const struct feed_date *date)
{
    const char *subject = choice_name(feed_kind_choice, (int)date->kind);

    if (date->kind == FEED_KIND_CHECK_IN)
        subject = reading->of.unit_id.has ? "unit" : "person";
    return place_url(reading->call, str_from(subject), date->subject_id);
}

/* A person's check-ins of a unit are something else than the unit's. */
static struct str
uid_of(const struct reading *reading, const struct feed_date *date)
{
    struct arena *arena = reading->call->arena;
    const char *kind = choice_name(feed_kind_choice, (int)date->kind);
    struct str whose = STR("");

    if (date->kind == FEED_KIND_CHECK_IN && !reading->of.unit_id.has)
        whose = str_fmt(arena, "-of-%lld", (long long)reading->of.person_id);
    if (date->kind == FEED_KIND_CHECK_IN)
        whose = str_fmt(arena, "-in-%lld%.*s", (long long)date->cycle_id.value, STR_FMT(whose));
    return str_fmt(arena, "%s-%lld%.*s@%.*s", kind, (long long)date->subject_id, STR_FMT(whose),
                   STR_FMT(reading->host));
}

static enum err
add(const struct reading *reading, const struct feed_date *date)
{
    bool at_a_moment = date->starts_at.has;
    int64_t minutes = date->minutes > 0 ? date->minutes : SESSION_MINUTES;
    struct str url = url_of(reading, date);
    struct ics_event event = {
        .uid = uid_of(reading, date),
        .version = date->version,
        .summary = summary_of(reading, date),
        .description =
            str_fmt(reading->call->arena, "%.*s\n%.*s", STR_FMT(date->cycle_name), STR_FMT(url)),
        .location = date->place,
        .url = url,
        .whole_day = !at_a_moment,
        .day = date->day.value,
        .every_days = date->every_days,
        .until = date->until.value,
        .starts_at = date->starts_at.value,
        .ends_at = date->starts_at.value + minutes * MINUTE,
        .cancelled = date->cancelled,
    };

    return ics_add(reading->ics, &event);
}

static enum err
add_all(const struct reading *reading, const struct feed_date_list *dates)
{
    for (size_t i = 0; i < dates->count; i++)
        TRY(add(reading, &dates->items[i]));
    return OK;
}

static enum err
add_of_person(const struct reading *reading)
{
    struct call *call = reading->call;
    int64_t me = reading->of.person_id;
    struct feed_date_list dates;
    day_t today;

    TRY(setting_today(call, &today));
    TRY(q_feed_check_ins_of_person(call, reading->settings.cadence_days, today, me, &dates));
    TRY(add_all(reading, &dates));
    TRY(q_feed_meetings_of_person(call, me, today, call->now, reading->since, FEED_DATES_MAX,
                                  &dates));
    TRY(add_all(reading, &dates));
    TRY(q_feed_harmonisations(call, reading->since, me, call->now, FEED_DATES_MAX, &dates));
    TRY(add_all(reading, &dates));
    TRY(q_feed_steps_of_person(call, me, today, call->now, reading->since, FEED_DATES_MAX, &dates));
    return add_all(reading, &dates);
}

static enum err
add_of_unit(const struct reading *reading)
{
    struct call *call = reading->call;
    int64_t unit_id = reading->of.unit_id.value;
    struct feed_date_list dates;
    day_t today;

    TRY(setting_today(call, &today));
    TRY(q_feed_check_ins_of_unit(call, reading->settings.cadence_days, today, unit_id, &dates));
    TRY(add_all(reading, &dates));
    TRY(q_feed_meetings_of_unit(call, unit_id, reading->since, FEED_DATES_MAX, &dates));
    TRY(add_all(reading, &dates));
    TRY(q_feed_steps_of_unit(call, unit_id, reading->since, FEED_DATES_MAX, &dates));
    return add_all(reading, &dates);
}

/* Made for the whole of a day, so that what did not change has the same bytes. */
static enum err
write(struct reading *reading, struct buf *out)
{
    struct call *call = reading->call;
    struct str none = {0};
    usec_t today = day_of(call->now) * USEC_PER_DAY;
    struct ics_head head = {
        .name = reading->of.unit_id.has
                    ? word_say(call->arena, reading->of.language, WORD_FEED_OF_UNIT,
                               reading->of.unit_name, none, none)
                    : word_plain(reading->of.language, WORD_FEED_MINE),
        .zone = reading->of.zone,
        .made_at = today,
    };
    ICS_CLEANUP struct ics *ics = NULL;

    TRY(ics_open(call->arena, &head, &ics));
    reading->ics = ics;
    reading->since = today - FEED_PAST_DAYS * USEC_PER_DAY;
    TRY(reading->of.unit_id.has ? add_of_unit(reading) : add_of_person(reading));
    return ics_write(ics, out);
}

enum err
feed_read(struct call *call, struct str secret, struct feed_text *out)
{
    struct reading reading = {.call = call, .host = host_of(call->public_url)};

    *out = (struct feed_text){0};
    buf_init(&out->text, TEXT_MAX);
    TRY(q_feed_reader_find(call, secret_hash(call->arena, secret), &reading.of));
    TRY(settings_load(call, &reading.settings));
    out->id = reading.of.id;
    out->touch = !reading.of.seen_at.has || day_of(reading.of.seen_at.value) < day_of(call->now);
    return write(&reading, &out->text);
}

enum err
feed_touch(struct call *call, int64_t id)
{
    return q_calendar_feed_touch(call, maybe_of(call->now), id);
}
