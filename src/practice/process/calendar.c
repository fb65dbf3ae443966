/* SPDX-License-Identifier: Apache-2.0 */
/* Calendars of holidays, and which of them holds where. */
#include "gen/process_sql.h"
#include "model/page.h"
#include "practice/org/unit.h"
#include "practice/process/template.h"
#include "practice/record/record.h"

#define HOLIDAYS_MAX     2000 /* of a calendar */
#define HOLIDAY_NAME_MAX 100
#define DAY_CHARS        10

static enum err
leave_trace(struct call *call, const char *event, const struct holiday_calendar *before,
            const struct holiday_calendar *after)
{
    struct happening happening = {
        .kind = event,
        .type = &type_holiday_calendar,
        .subject_id = (after != NULL ? after : before)->id,
    };

    return record(call, &happening, before, after);
}

static enum err
calendar_open(struct call *call, int64_t id, struct holiday_calendar *out)
{
    enum err err = q_holiday_calendar_by_id(call, id, out);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_holiday_calendar",
                    "There is no such calendar of holidays.");
    return err;
}

static enum err
show(struct call *call, int64_t id, struct holiday_calendar_view *out)
{
    struct holiday_calendar row;

    TRY(calendar_open(call, id, &row));
    type_copy(&type_holiday_calendar, &row, &type_holiday_calendar_view, out);
    TRY(process_keeper(call, &out->may_edit));
    return q_holidays(call, id, &out->holidays);
}

enum err
holiday_calendar_get(struct call *call, const struct by_id *in, struct holiday_calendar_view *out)
{
    return show(call, in->id, out);
}

/* GET /api/v1/holiday-calendars */
enum err
holiday_calendar_list(struct call *call, const struct page_query *in,
                      struct holiday_calendar_row_page *out)
{
    struct holiday_calendar_row_list rows;
    int64_t after = 0;

    TRY(page_read(call, "holiday_calendar_list", in->after, &after, 1));
    TRY(q_holiday_calendar_page(call, after, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "holiday_calendar_list", &page_last(out)->id, 1);
    return OK;
}

static enum err
name_taken(struct call *call, enum err err, struct str name)
{
    if (err != ERR_CONFLICT)
        return err;
    return fail(call, err, "calendar_name_taken",
                "There is a calendar called %.*s already; choose another name.", STR_FMT(name));
}

/* POST /api/v1/holiday-calendars */
enum err
holiday_calendar_create(struct call *call, const struct holiday_calendar_new *in,
                        struct holiday_calendar_view *out)
{
    struct holiday_calendar row = {.created_at = call->now, .version = 1};

    TRY(process_keep_check(call));
    type_apply(&type_holiday_calendar_new, in, &type_holiday_calendar, &row);
    TRY(name_taken(call, q_holiday_calendar_insert(call, &row, &row.id), row.name));
    TRY(leave_trace(call, EVENT_HOLIDAY_CALENDAR_CREATED, NULL, &row));
    return show(call, row.id, out);
}

/* PATCH /api/v1/holiday-calendars/{id} */
enum err
holiday_calendar_update(struct call *call, const struct holiday_calendar_patch *in,
                        struct holiday_calendar_view *out)
{
    struct holiday_calendar before;

    TRY(calendar_open(call, in->id, &before));
    TRY(process_keep_check(call));
    TRY(call_match(call, before.version));
    struct holiday_calendar after = before;
    type_apply(&type_holiday_calendar_patch, in, &type_holiday_calendar, &after);
    after.version = before.version + 1;
    TRY(name_taken(call, q_holiday_calendar_set(call, &after), after.name));
    TRY(leave_trace(call, EVENT_HOLIDAY_CALENDAR_UPDATED, &before, &after));
    return show(call, in->id, out);
}

/* DELETE /api/v1/holiday-calendars/{id} */
enum err
holiday_calendar_delete(struct call *call, const struct by_id *in)
{
    struct holiday_calendar row;
    struct maybe followers;

    TRY(calendar_open(call, in->id, &row));
    TRY(process_keep_check(call));
    TRY(call_match(call, row.version));
    TRY(q_unit_calendar_followers(call, maybe_of(in->id), &followers));
    if (followers.value > 0)
        return fail(call, ERR_CONFLICT, "calendar_in_use",
                    "Units follow this calendar; choose another one for them first.");
    TRY(q_holidays_clear(call, in->id));
    TRY(q_holiday_calendar_remove(call, in->id));
    return leave_trace(call, EVENT_HOLIDAY_CALENDAR_DELETED, &row, NULL);
}

/* ---- days -------------------------------------------------------------------------------------
 */

/* "2026-12-25;Christmas Day". The rest of a line behind the day and what parts them is the name. */
static enum err
paste_line(struct call *call, int64_t calendar_id, struct str line, size_t number)
{
    struct holiday row = {.calendar_id = calendar_id};
    struct str rest = str_from("");

    if (line.len >= DAY_CHARS)
        rest = str_trim(str_slice(line, DAY_CHARS, line.len - DAY_CHARS));
    if (rest.len > 0 && (rest.ptr[0] == ';' || rest.ptr[0] == ','))
        rest = str_trim(str_slice(rest, 1, rest.len - 1));
    if (line.len < DAY_CHARS || day_parse(str_slice(line, 0, DAY_CHARS), &row.day) != OK) {
        fault(call, "/text", "no_day", "Line %zu does not begin with a day such as 2026-12-25.",
              number);
        return OK;
    }
    if (rest.len == 0 || str_utf8_count(rest) > HOLIDAY_NAME_MAX) {
        fault(call, "/text", "no_holiday_name",
              "Line %zu needs the name of the holiday behind its day, in at most %d characters.",
              number, HOLIDAY_NAME_MAX);
        return OK;
    }
    row.name = rest;
    return q_holiday_put(call, &row);
}

/* POST /api/v1/holiday-calendars/{id}/holidays */
enum err
holiday_paste_in(struct call *call, const struct holiday_paste *in,
                 struct holiday_calendar_view *out)
{
    struct holiday_calendar row;
    struct maybe count;
    struct str rest = in->text;
    size_t number = 0;

    TRY(calendar_open(call, in->id, &row));
    TRY(process_keep_check(call));
    while (!str_is_null(rest)) {
        struct str line = str_trim(str_cut(rest, '\n', &rest));
        number++;
        if (line.len > 0)
            TRY(paste_line(call, in->id, line, number));
    }
    TRY(q_holiday_count(call, in->id, &count));
    if (count.value > HOLIDAYS_MAX)
        fault(call, "/text", "too_many_holidays", "A calendar has at most %d days.", HOLIDAYS_MAX);
    TRY(call_faults(call));
    TRY(leave_trace(call, EVENT_HOLIDAY_CALENDAR_UPDATED, &row, &row));
    return show(call, in->id, out);
}

/* DELETE /api/v1/holidays/{id} */
enum err
holiday_delete(struct call *call, const struct by_id *in)
{
    struct holiday_calendar calendar;
    struct holiday row;
    enum err err = q_holiday_by_id(call, in->id, &row);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_holiday", "There is no such holiday.");
    TRY(err);
    TRY(process_keep_check(call));
    TRY(calendar_open(call, row.calendar_id, &calendar));
    TRY(q_holiday_remove(call, in->id));
    return leave_trace(call, EVENT_HOLIDAY_CALENDAR_UPDATED, &calendar, &calendar);
}

/* ---- where they hold --------------------------------------------------------------------------
 */

/* GET /api/v1/unit-calendars */
enum err
unit_calendar_list(struct call *call, const struct page_query *in,
                   struct unit_calendar_view_page *out)
{
    struct unit_calendar_view_list rows;
    int64_t after = 0;

    TRY(page_read(call, "unit_calendar_list", in->after, &after, 1));
    TRY(q_unit_calendar_page(call, after, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "unit_calendar_list", &page_last(out)->unit_id, 1);
    return OK;
}

/* PUT /api/v1/units/{id}/calendar */
enum err
unit_calendar_choose(struct call *call, const struct unit_calendar_choice *in)
{
    struct unit_calendar row = {.unit_id = in->id, .calendar_id = in->calendar_id};
    struct holiday_calendar calendar;
    struct open_unit unit;

    TRY(unit_open(call, in->id, &unit));
    TRY(process_keep_check(call));
    if (in->calendar_id.has) {
        enum err err = q_holiday_calendar_by_id(call, in->calendar_id.value, &calendar);
        if (err == ERR_NOT_FOUND)
            fault(call, "/calendar_id", "no_such_holiday_calendar",
                  "There is no such calendar of holidays.");
        else
            TRY(err);
    }
    TRY(call_faults(call));
    if (in->inherit)
        TRY(q_unit_calendar_remove(call, in->id));
    else
        TRY(q_unit_calendar_put(call, &row));
    struct happening happening = unit_happening(&unit.row, EVENT_UNIT_CALENDAR_SET);
    return record(call, &happening, &unit.row, &unit.row);
}
