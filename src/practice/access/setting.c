/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/access/setting.h"

#include <stddef.h>

#include "gen/access.h"
#include "gen/access_sql.h"
#include "model/page.h"
#include "model/zone.h"
#include "practice/access/policy.h"
#include "practice/record/record.h"

enum setting_kind {
    SETTING_TEXT,
    SETTING_ZONE,
    SETTING_LANGUAGE,
    SETTING_INT,
    SETTING_FRACTION,
    SETTING_CHOICE,
};

static const char *const kind_name[] = {"text", "zone", "language", "int", "fraction", "choice"};

struct setting_row {
    const char *name;
    enum setting_kind kind;
    size_t offset; /* in struct settings */
    const char *initial;
    int64_t min, max; /* texts: code points; numbers: in the unit of the member */
    const char *doc;
    const struct choice *choices; /* of a choice: its words; the member holds the value */
};

#define AT(member) offsetof(struct settings, member)

static const struct setting_row table[] = {
    /* clang-format off */
    {"organisation_name",   SETTING_TEXT,     AT(organisation_name),   "",                 0, 200, "Name of the organisation, as pages and messages show it."},
    {"zone",                SETTING_ZONE,     AT(zone),                "Europe/Amsterdam", 1, 64,  "Time zone in which days end, unless a unit has its own."},
    {"language",            SETTING_LANGUAGE, AT(language),            "en",               2, 2,   "Language of messages to people who chose none."},
    {"cadence_days",        SETTING_INT,      AT(cadence_days),        "14",               1, 92,  "Days between two check-ins of a key result."},
    {"grace_days",          SETTING_INT,      AT(grace_days),          "3",                0, 31,  "Days after a missed check-in until a key result is outdated."},
    {"on_track_gap",        SETTING_FRACTION, AT(on_track_gap),        "0.1",              0, FRACTION_ONE, "How far behind the expected mark still is on track."},
    {"behind_gap",          SETTING_FRACTION, AT(behind_gap),          "0.25",             0, FRACTION_ONE, "How far behind the expected mark is behind; beyond it is at risk."},
    {"aspirational_factor", SETTING_FRACTION, AT(aspirational_factor), "0.7",              1, FRACTION_ONE, "Intended end of an aspirational objective."},
    {"quiet_start",         SETTING_FRACTION, AT(quiet_start),         "0.15",             0, FRACTION_ONE, "First part of a period in which nothing is behind or at risk by itself."},
    {"objectives_per_unit_max", SETTING_INT,  AT(objectives_per_unit_max), "0",            0, 100, "Most objectives a unit may have in a cycle; 0 is no limit."},
    {"key_results_per_objective_max", SETTING_INT, AT(key_results_per_objective_max), "0",  0, 50,  "Most key results an objective may have; 0 is no limit."},
    {"published_wording",   SETTING_CHOICE,   AT(published_wording),   "freely",           0, 0,   "Who changes titles and the kind of an objective after publishing: its owners, its owners with a reason, OKR masters alone, or nobody.", .choices = edit_rule_choice},
    {"published_measure",   SETTING_CHOICE,   AT(published_measure),   "freely",           0, 0,   "Who changes how key results are measured and weighed after publishing: their owners, their owners with a reason, OKR masters alone, or nobody.", .choices = edit_rule_choice},
    {"running_measure",     SETTING_CHOICE,   AT(running_measure),     "freely",           0, 0,   "Who changes measures after the cycle began: their owners, their owners with a reason, OKR masters alone, or nobody; the stricter of both rules holds.", .choices = edit_rule_choice},
    {"alignment_levels",    SETTING_CHOICE,   AT(alignment_levels),    "free",             0, 0,   "Which units an objective may be aligned with: any, its own and those above, or only the one directly above.", .choices = level_rule_choice},
    {"review_required",     SETTING_CHOICE,   AT(review_required),     "never",            0, 0,   "Which objectives must be accepted in a review before they are published.", .choices = review_duty_choice},
    {"tag_makers",          SETTING_CHOICE,   AT(tag_makers),          "everybody",        0, 0,   "Who makes new tags while tagging: everybody, or only those who keep them, the OKR masters and administrators of the whole organisation.", .choices = tag_makers_choice},
    {"health_steps",         SETTING_INT,      AT(health_steps),       "25",               0, 100, "What counts in the health of the practice: the weight of steps done on time."},
    {"health_check_ins",     SETTING_INT,      AT(health_check_ins),   "25",               0, 100, "What counts in the health of the practice: the weight of check-ins in their rounds."},
    {"health_writing",       SETTING_INT,      AT(health_writing),     "15",               0, 100, "What counts in the health of the practice: the weight of how objectives are written."},
    {"health_alignment",     SETTING_INT,      AT(health_alignment),   "15",               0, 100, "What counts in the health of the practice: the weight of objectives that lead upwards."},
    {"health_fresh",         SETTING_INT,      AT(health_fresh),       "10",               0, 100, "What counts in the health of the practice: the weight of key results that are not outdated."},
    {"health_meetings",      SETTING_INT,      AT(health_meetings),    "10",               0, 100, "What counts in the health of the practice: the weight of check-in meetings held."},
    {"session_days",        SETTING_INT,      AT(session_days),        "30",               1, 365, "Days after which an unused session ends."},
    {"sign_in_record_days", SETTING_INT,      AT(sign_in_record_days), "400",              30, 3650, "Days for which it is kept who signed in when."},
    /* clang-format on */
};

#define TABLE_COUNT (sizeof(table) / sizeof(table[0]))

static const struct setting_row *
row_by_name(struct str name)
{
    for (size_t i = 0; i < TABLE_COUNT; i++)
        if (str_eq(str_from(table[i].name), name))
            return &table[i];
    return NULL;
}

/* Reads a value of the row's kind; texts are left alone. ERR_INVALID when it is none. */
static enum err
value_read(const struct setting_row *row, struct str value, int64_t *out)
{
    struct maybe number = maybe_none();
    size_t length = str_utf8_count(value);
    bool fits = length >= (size_t)row->min && length <= (size_t)row->max;

    *out = 0;
    switch (row->kind) {
    case SETTING_TEXT:
        return fits ? OK : ERR_INVALID;
    case SETTING_ZONE:
        return fits && zone_exists(value) ? OK : ERR_INVALID;
    case SETTING_LANGUAGE:
        return choice_value(language_choice, value) > 0 ? OK : ERR_INVALID;
    case SETTING_CHOICE:
        *out = choice_value(row->choices, value);
        return *out > 0 ? OK : ERR_INVALID;
    case SETTING_INT:
        number.has = scaled_parse(value, 0, row->max, &number.value) == OK;
        break;
    case SETTING_FRACTION:
        number.has = scaled_parse(value, FRACTION_PLACES, row->max, &number.value) == OK;
        break;
    }
    if (!number.has || number.value < row->min || number.value > row->max)
        return ERR_INVALID;
    *out = number.value;
    return OK;
}

static void
settings_place(struct settings *settings, const struct setting_row *row, struct str value)
{
    char *member = (char *)settings + row->offset;
    int64_t number;

    if (value_read(row, value, &number) != OK)
        return; /* a stored value that no longer fits keeps the default */
    if (row->kind == SETTING_INT || row->kind == SETTING_FRACTION || row->kind == SETTING_CHOICE)
        *(int64_t *)(void *)member = number;
    else
        *(struct str *)(void *)member = value;
}

void
settings_ahead(struct call *call)
{
    q_setting_newest_ahead(call);
}

enum err
settings_load(struct call *call, struct settings *out)
{
    struct setting_list changed;

    *out = (struct settings){0};
    for (size_t i = 0; i < TABLE_COUNT; i++)
        settings_place(out, &table[i], str_from(table[i].initial));
    TRY(q_setting_newest(call, &changed));
    for (size_t i = 0; i < changed.count; i++) {
        const struct setting_row *row = row_by_name(changed.items[i].name);
        if (row != NULL)
            settings_place(out, row, changed.items[i].value);
    }
    return OK;
}

enum err
setting_today_in(struct call *call, struct str zone, day_t *out)
{
    if (!str_is_null(zone) && zone_exists(zone))
        return zone_day(zone, call->now, out);
    return zone_day(str_from(row_by_name(STR("zone"))->initial), call->now, out);
}

enum err
setting_today(struct call *call, day_t *out)
{
    struct setting zone = {0};
    enum err err = q_setting_newest_one(call, STR("zone"), &zone);

    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    return setting_today_in(call, err == OK ? zone.value : (struct str){0}, out);
}

void
setting_today_ahead(struct call *call)
{
    q_setting_newest_one_ahead(call, STR("zone"));
}

/* A limit as the value itself is written: 1 for the fraction of 1,000,000 ppm. */
static struct maybe
limit_of(const struct setting_row *row, int64_t limit)
{
    if (row->kind == SETTING_INT)
        return maybe_of(limit * DECIMAL_ONE);
    if (row->kind == SETTING_FRACTION)
        return maybe_of(limit / (FRACTION_ONE / DECIMAL_ONE));
    return maybe_none();
}

/* What a choice may be. */
static enum err
setting_choices(struct call *call, const struct setting_row *row, struct text_list *out)
{
    size_t count = 0;

    while (row->choices != NULL && row->choices[count].name != NULL)
        count++;
    out->items = arena_array(call->arena, count, sizeof(*out->items));
    TRY(arena_failed(call->arena));
    for (out->count = 0; out->count < count; out->count++)
        out->items[out->count] = str_from(row->choices[out->count].name);
    return OK;
}

static void
setting_describe(const struct setting_row *row, struct setting_view *out)
{
    *out = (struct setting_view){
        .name = str_from(row->name),
        .kind = str_from(kind_name[row->kind]),
        .value = str_from(row->initial),
        .initial = str_from(row->initial),
        .doc = str_from(row->doc),
        .min = limit_of(row, row->min),
        .max = limit_of(row, row->max),
    };
}

static enum err
setting_show(struct call *call, const struct setting_row *row, struct setting_view *out)
{
    struct setting_version stored;

    setting_describe(row, out);
    TRY(setting_choices(call, row, &out->choices));
    enum err err = q_setting_shown(call, out->name, &stored);
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    out->value = stored.value;
    out->version = stored.version;
    out->created_at = maybe_of(stored.created_at);
    out->person_id = stored.person_id;
    out->person_name = stored.person_name;
    return OK;
}

enum err
setting_list(struct call *call, const struct page_query *in, struct setting_view_page *out)
{
    int64_t from = 0;

    TRY(page_read(call, "setting_list", in->after, &from, 1));
    size_t first =
        page_slice(call, "setting_list", from, in->limit, TABLE_COUNT, &out->count, &out->next);
    out->items = arena_array(call->arena, out->count, sizeof(*out->items));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < out->count; i++)
        TRY(setting_show(call, &table[first + i], &out->items[i]));
    return OK;
}

static enum err
setting_find(struct call *call, struct str name, const struct setting_row **out)
{
    *out = row_by_name(name);
    if (*out == NULL)
        return fail(call, ERR_NOT_FOUND, "no_such_setting", "There is no setting of that name.");
    return OK;
}

enum err
setting_now(struct call *call, struct str name, struct setting_view *out)
{
    const struct setting_row *row;

    TRY(setting_find(call, name, &row));
    return setting_show(call, row, out);
}

static void
value_check(struct call *call, const struct setting_row *row, struct str value, const char *pointer)
{
    int64_t number;

    if (value_read(row, value, &number) != OK)
        fault(call, pointer, "out_of_range", "%s", row->doc);
}

enum err
setting_check(struct call *call, struct str name, struct str value, const char *pointer)
{
    const struct setting_row *row;

    TRY(setting_find(call, name, &row));
    value_check(call, row, value, pointer);
    return OK;
}

/* A new version; the old ones stay. */
static enum err
setting_save(struct call *call, const struct setting_view *now, struct str value)
{
    struct setting after = {
        .name = now->name,
        .value = value,
        .created_at = call->now,
        .person_id = call->person_id != 0 ? maybe_of(call->person_id) : maybe_none(),
        .version = now->version + 1,
    };
    struct setting before = after; /* only the value is a change; who and when the event says */
    before.value = now->value;
    TRY(q_setting_insert(call, &after, &after.id));
    struct happening happening = {
        .kind = EVENT_SETTING_CHANGED, .type = &type_setting, .subject_id = after.id};
    return record(call, &happening, &before, &after);
}

enum err
setting_put(struct call *call, struct str name, struct str value)
{
    struct setting_view now;

    TRY(setting_now(call, name, &now));
    return str_eq(now.value, value) ? OK : setting_save(call, &now, value);
}

/* PATCH /api/v1/settings/{name} */
enum err
setting_update(struct call *call, const struct setting_patch *in, struct setting_view *out)
{
    const struct setting_row *row;

    TRY(setting_find(call, in->name, &row));
    TRY(policy_check(call, VERB_SETTING_EDIT, &(struct subject){0}));
    TRY(setting_show(call, row, out));
    TRY(call_match(call, out->version));
    value_check(call, row, in->value, "/value");
    TRY(call_faults(call));
    TRY(setting_save(call, out, in->value));
    return setting_show(call, row, out);
}

enum err
setting_history(struct call *call, const struct setting_query *in, struct setting_version_page *out)
{
    const struct setting_row *row;
    struct setting_version_list versions;
    int64_t before = INT64_MAX; /* version */

    TRY(setting_find(call, in->name, &row));
    TRY(page_read(call, "setting_history", in->after, &before, 1));
    TRY(q_setting_versions(call, in->name, before, in->limit + 1, &versions));
    if (page_cut(out, versions, in->limit))
        out->next = page_write(call, "setting_history", &page_last(out)->version, 1);

    return OK;
}
