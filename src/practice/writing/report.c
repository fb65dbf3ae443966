/* SPDX-License-Identifier: Apache-2.0 */
/* What the rules say, as operations answer it, and the gate before publishing. */
#include "gen/org_sql.h"
#include "gen/writing.h"
#include "practice/writing/gate.h"
#include "practice/writing/level.h"
#include "practice/writing/saved.h"

/* One request's view: the set, what the rules found, and what the organisation made of the rules.
 */
struct reading {
    struct call *call;
    const struct saved_set *saved; /* NULL: typed, nothing has an id */
    const struct draft_set *set;
    struct judgement judgement;
    enum writing_level levels[RULE_COUNT];
    enum language language;
};

static enum err
read_set(struct call *call, struct draft_set *set, const struct saved_set *saved,
         enum language asked, struct reading *out)
{
    *out = (struct reading){.call = call, .saved = saved, .set = set};
    TRY(writing_language(call, asked, &out->language));
    TRY(rule_levels_load(call, out->levels));
    return judge(call->arena, set, &out->judgement);
}

/* "/key_results/1/title", "/parents", "": the member a finding is about. */
static struct str
pointer_of(const struct reading *reading, const struct finding *finding)
{
    const char *at = rule_table[finding->rule].at;

    if (!finding->key_result.has)
        return str_from(at);
    return str_fmt(reading->call->arena, "/key_results/%lld%s",
                   (long long)finding->key_result.value, at);
}

/* The words a finding is about, in code points of their text. */
static void
fill_words(const struct reading *reading, const struct finding *finding,
           struct writing_finding *out)
{
    const struct draft *draft = &reading->set->items[maybe_or(finding->objective, 0)];
    struct str text =
        finding->key_result.has ? draft->key_results[finding->key_result.value].text : draft->text;

    if (finding->len == 0)
        return;
    out->excerpt = str_slice(text, finding->at, finding->len);
    out->start = maybe_of((int64_t)str_utf8_count(str_slice(text, 0, finding->at)));
    out->length = maybe_of((int64_t)str_utf8_count(out->excerpt));
}

static void
fill_finding(const struct reading *reading, const struct finding *finding,
             struct writing_finding *out)
{
    *out = (struct writing_finding){
        .rule = rule_id(finding->rule),
        .scope = rule_table[finding->rule].scope,
        .level = reading->levels[finding->rule],
        .name = rule_text(finding->rule, reading->language, RULE_NAME),
        .reason = rule_text(finding->rule, reading->language, RULE_REASON),
        .mend = rule_text(finding->rule, reading->language, RULE_MEND),
        .pointer = pointer_of(reading, finding),
    };
    fill_words(reading, finding, out);
    if (reading->saved == NULL || !finding->objective.has)
        return;
    const struct saved_objective *of = &reading->saved->of[finding->objective.value];
    out->objective_id = maybe_of(of->id);
    if (finding->key_result.has)
        out->key_result_id = maybe_of(of->key_result_ids[finding->key_result.value]);
}

static bool
is_on(const struct reading *reading, enum texts_list rule)
{
    return reading->levels[rule] != WRITING_LEVEL_OFF;
}

static enum err
fill_findings(const struct reading *reading, struct writing_finding_list *out)
{
    const struct judgement *judgement = &reading->judgement;

    out->count = 0;
    out->items = arena_array(reading->call->arena, judgement->count, sizeof(*out->items));
    TRY(arena_failed(reading->call->arena));
    for (size_t i = 0; i < judgement->count; i++)
        if (is_on(reading, judgement->items[i].rule))
            fill_finding(reading, &judgement->items[i], &out->items[out->count++]);
    return OK;
}

/* The strength and what it is made of. */
static enum err
fill_strength(const struct reading *reading, struct maybe *ret_strength,
              struct writing_part_list *ret_parts)
{
    const struct judgement *judgement = &reading->judgement;
    bool counts[RULE_COUNT];

    ret_parts->count = 0;
    ret_parts->items = arena_array(reading->call->arena, RULE_COUNT, sizeof(*ret_parts->items));
    TRY(arena_failed(reading->call->arena));
    for (size_t i = 0; i < RULE_COUNT; i++) {
        enum texts_list rule = (enum texts_list)i;
        counts[i] = is_on(reading, rule);
        if (!counts[i] || judgement->tally[i].checked == 0)
            continue;
        ret_parts->items[ret_parts->count++] = (struct writing_part){
            .rule = rule_id(rule),
            .name = rule_text(rule, reading->language, RULE_NAME),
            .weight = rule_table[i].weight,
            .checked = judgement->tally[i].checked,
            .passed = judgement->tally[i].passed,
            .points = judge_points(judgement, rule),
        };
    }
    *ret_strength = judge_strength(judgement, counts);
    return OK;
}

static enum err
fill_report(const struct reading *reading, struct writing_report *out)
{
    TRY(fill_findings(reading, &out->findings));
    return fill_strength(reading, &out->strength, &out->parts);
}

/* POST /api/v1/writing/check: what is being typed. What is not there yet is not missed. */
enum err
writing_check(struct call *call, const struct writing_draft *in, struct writing_report *out)
{
    struct reading reading;
    struct draft draft = {.text = in->title, .kind = in->kind};
    struct draft_set set = {.items = &draft, .count = 1};

    draft.key_results = arena_array(call->arena, in->key_results.count, sizeof(*draft.key_results));
    TRY(arena_failed(call->arena));
    draft.key_result_count = in->key_results.count;
    for (size_t i = 0; i < in->key_results.count; i++) {
        const struct writing_key_result *kr = &in->key_results.items[i];
        draft.key_results[i] = (struct draft_key_result){
            .text = kr->title,
            .measured = kr->kind != KR_KIND_NULL,
            .kind = kr->kind,
            .unit_of_measure = kr->unit_of_measure,
            .start = kr->start_value,
            .target = kr->target_value,
        };
    }
    TRY(read_set(call, &set, NULL, in->language, &reading));
    return fill_report(&reading, out);
}

/* GET /api/v1/objectives/{id}/writing */
enum err
objective_writing(struct call *call, const struct objective_writing_query *in,
                  struct writing_report *out)
{
    struct open_objective open;
    struct saved_set saved;
    struct reading reading;

    TRY(objective_open(call, in->id, &open));
    TRY(saved_objective_load(call, &open, &saved));
    TRY(read_set(call, &saved.set, &saved, in->language, &reading));
    return fill_report(&reading, out);
}

/* One objective of a set by itself: its strength and how many rules fire on it. */
static enum err
fill_objective(const struct reading *on, size_t place, struct writing_objective *out)
{
    struct draft_set one = {.items = &on->set->items[place], .count = 1};
    struct reading reading = *on;
    struct writing_part_list parts;

    reading.set = &one;
    TRY(judge(on->call->arena, &one, &reading.judgement));
    *out = (struct writing_objective){.objective_id = on->saved->of[place].id,
                                      .title = on->set->items[place].text};
    for (size_t i = 0; i < reading.judgement.count; i++)
        out->findings += is_on(&reading, reading.judgement.items[i].rule);
    return fill_strength(&reading, &out->strength, &parts);
}

/* GET /api/v1/units/{id}/writing */
enum err
unit_writing(struct call *call, const struct unit_writing_query *in,
             struct unit_writing_report *out)
{
    struct unit_place unit;
    struct saved_set saved;
    struct reading reading;

    enum err err = q_unit_place(call, in->id, &unit);
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_unit", "There is no such unit.");
    TRY(err);
    TRY(saved_unit_load(call, in->id, in->cycle_id, &saved));
    TRY(read_set(call, &saved.set, &saved, in->language, &reading));
    TRY(fill_findings(&reading, &out->findings));
    TRY(fill_strength(&reading, &out->strength, &out->parts));
    out->objectives.count = saved.set.count;
    out->objectives.items =
        arena_array(call->arena, saved.set.count, sizeof(*out->objectives.items));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < saved.set.count; i++)
        TRY(fill_objective(&reading, i, &out->objectives.items[i]));
    return OK;
}

/* Each finding of a blocking rule that is about this objective or about the set as a whole. */
static void
refuse_each(struct call *call, const struct reading *reading, int64_t objective_id, bool of_unit)
{
    for (size_t i = 0; i < reading->judgement.count; i++) {
        const struct finding *finding = &reading->judgement.items[i];
        bool unit = rule_table[finding->rule].scope == WRITING_SCOPE_UNIT;
        if (reading->levels[finding->rule] != WRITING_LEVEL_BLOCK || unit != of_unit)
            continue;
        if (finding->objective.has &&
            reading->saved->of[finding->objective.value].id != objective_id)
            continue;
        struct str detail =
            str_fmt(call->arena, "%.*s. %.*s",
                    STR_FMT(rule_text(finding->rule, reading->language, RULE_NAME)),
                    STR_FMT(rule_text(finding->rule, reading->language, RULE_MEND)));
        fault_at(call, pointer_of(reading, finding), rule_id(finding->rule).ptr, detail);
    }
}

enum err
writing_gate(struct call *call, int64_t objective_id)
{
    struct open_objective open;
    struct saved_set saved;
    struct reading reading;
    enum writing_level levels[RULE_COUNT];
    bool blocks = false;

    TRY(rule_levels_load(call, levels));
    for (size_t i = 0; i < RULE_COUNT; i++)
        blocks = blocks || levels[i] == WRITING_LEVEL_BLOCK;
    if (!blocks)
        return OK;
    TRY(objective_open(call, objective_id, &open));
    TRY(saved_objective_load(call, &open, &saved));
    TRY(read_set(call, &saved.set, &saved, LANGUAGE_NULL, &reading));
    refuse_each(call, &reading, objective_id, /* of_unit= */ false);
    TRY(saved_unit_load(call, open.row.unit_id, open.row.cycle_id, &saved));
    TRY(read_set(call, &saved.set, &saved, LANGUAGE_NULL, &reading));
    refuse_each(call, &reading, objective_id, /* of_unit= */ true);
    return call_faults(call);
}
