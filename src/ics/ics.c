/* SPDX-License-Identifier: Apache-2.0 */
#include "ics/ics.h"

#include <libical/ical.h>

#define PRODUCT "-//Koers//Koers//EN"
#define REFRESH "PT1H" /* how often programs are asked to look again */

struct ics {
    struct arena *arena;
    usec_t made_at;
    icalcomponent *calendar;
};

/* libical wants texts that end in a zero byte. "" for want of memory, which the caller finds. */
static const char *
terminated(struct arena *arena, struct str text)
{
    struct str copy = str_fmt(arena, "%.*s", STR_FMT(text));

    return str_is_null(copy) ? "" : copy.ptr;
}

static struct icaltimetype
moment(usec_t at)
{
    return icaltime_from_timet_with_zone((time_t)(at / USEC_PER_SEC), /* is_date= */ 0,
                                         icaltimezone_get_utc_timezone());
}

static struct icaltimetype
whole_day(day_t day)
{
    return icaltime_from_timet_with_zone((time_t)(day * (USEC_PER_DAY / USEC_PER_SEC)),
                                         /* is_date= */ 1, NULL);
}

/* A property of which libical does not know the name; it leaves the commas of such a one alone. */
static icalproperty *
other(const char *name, const char *text)
{
    icalproperty *property = icalproperty_new_x(text);

    if (property != NULL)
        icalproperty_set_x_name(property, name);
    return property;
}

/* Takes the property over; none is made when memory is short. */
static enum err
put(icalcomponent *component, icalproperty *property)
{
    if (property == NULL)
        return ERR_MEMORY;
    icalcomponent_add_property(component, property);
    return OK;
}

static enum err
put_text(struct ics *ics, icalcomponent *component, icalproperty *(*make)(const char *text),
         struct str text)
{
    return str_is_null(text) ? OK : put(component, make(terminated(ics->arena, text)));
}

static enum err
put_head(struct ics *ics, const struct ics_head *head)
{
    icalcomponent *to = ics->calendar;

    TRY(put(to, icalproperty_new_prodid(PRODUCT)));
    TRY(put(to, icalproperty_new_version("2.0")));
    TRY(put(to, icalproperty_new_calscale("GREGORIAN")));
    TRY(put(to, icalproperty_new_method(ICAL_METHOD_PUBLISH)));
    TRY(put(to, icalproperty_new_name(terminated(ics->arena, head->name))));
    TRY(put(to, icalproperty_new_refreshinterval(icaldurationtype_from_string(REFRESH))));
    TRY(put(to, other("X-WR-CALNAME", terminated(ics->arena, head->name))));
    TRY(put(to, other("X-WR-TIMEZONE", terminated(ics->arena, head->zone))));
    return put(to, other("X-PUBLISHED-TTL", REFRESH));
}

enum err
ics_open(struct arena *arena, const struct ics_head *head, struct ics **out)
{
    struct ics *ics = arena_new(arena, struct ics);

    *out = NULL;
    if (ics == NULL)
        return ERR_MEMORY;
    *ics = (struct ics){.arena = arena,
                        .made_at = head->made_at,
                        .calendar = icalcomponent_new(ICAL_VCALENDAR_COMPONENT)};
    if (ics->calendar == NULL)
        return ERR_MEMORY;
    *out = ics;
    TRY(put_head(ics, head));
    return arena_failed(arena);
}

/* A whole day ends where the next begins (RFC 5545, 3.6.1), and does not make anybody look busy. */
static enum err
put_days(icalcomponent *to, const struct ics_event *event)
{
    TRY(put(to, icalproperty_new_dtstart(whole_day(event->day))));
    TRY(put(to, icalproperty_new_dtend(whole_day(event->day + 1))));
    TRY(put(to, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT)));
    if (event->every_days == 0 || event->until <= event->day)
        return OK;
    struct icalrecurrencetype rule;
    icalrecurrencetype_clear(&rule);
    rule.freq = ICAL_DAILY_RECURRENCE;
    rule.interval = (short)event->every_days;
    rule.until = whole_day(event->until);
    return put(to, icalproperty_new_rrule(rule));
}

static enum err
put_moments(icalcomponent *to, const struct ics_event *event)
{
    TRY(put(to, icalproperty_new_dtstart(moment(event->starts_at))));
    return put(to, icalproperty_new_dtend(moment(event->ends_at)));
}

static enum err
put_event(struct ics *ics, icalcomponent *to, const struct ics_event *event)
{
    TRY(put_text(ics, to, icalproperty_new_uid, event->uid));
    TRY(put(to, icalproperty_new_dtstamp(moment(ics->made_at))));
    TRY(put(to, icalproperty_new_sequence((int)event->version)));
    TRY(event->whole_day ? put_days(to, event) : put_moments(to, event));
    TRY(put_text(ics, to, icalproperty_new_summary, event->summary));
    TRY(put_text(ics, to, icalproperty_new_description, event->description));
    TRY(put_text(ics, to, icalproperty_new_location, event->location));
    TRY(put_text(ics, to, icalproperty_new_url, event->url));
    return put(to, icalproperty_new_status(event->cancelled ? ICAL_STATUS_CANCELLED
                                                            : ICAL_STATUS_CONFIRMED));
}

enum err
ics_add(struct ics *ics, const struct ics_event *event)
{
    icalcomponent *component = icalcomponent_new(ICAL_VEVENT_COMPONENT);

    if (component == NULL)
        return ERR_MEMORY;
    icalcomponent_add_component(ics->calendar, component);
    TRY(put_event(ics, component, event));
    return arena_failed(ics->arena);
}

enum err
ics_write(const struct ics *ics, struct buf *out)
{
    char *text = icalcomponent_as_ical_string_r(ics->calendar);

    if (text == NULL)
        return ERR_MEMORY;
    buf_append_str(out, str_from(text));
    icalmemory_free_buffer(text);
    return buf_failed(out);
}

void
ics_release(struct ics *ics)
{
    if (ics != NULL)
        icalcomponent_free(ics->calendar);
}
