/* SPDX-License-Identifier: Apache-2.0 */
/* Writes DARE into the tables, as if somebody had made it by hand and published it. */
#include "gen/process_sql.h"
#include "practice/process/dare.h"
#include "practice/process/template.h"
#include "practice/record/record.h"
#include "practice/writing/passage.h"

#define DARE_RULES_MAX 40

struct adding {
    struct call *call;
    int64_t version_id;
    int64_t phase_ids[DARE_PHASE_COUNT];
    int64_t ranks[DARE_PHASE_COUNT];
    int64_t rule_ids[DARE_RULES_MAX];
};

enum { FILE_EN, FILE_NL };

/* What a phase or step says in both languages: the first line of its text, and the others. */
struct words {
    struct str name_en, name_nl;
    struct str guidance_en, guidance_nl;
};

static struct words
words_of(struct call *call, enum dare_texts_list text)
{
    const struct dare_texts_lines *en = &dare_texts_lists[FILE_EN][text];
    const struct dare_texts_lines *nl = &dare_texts_lists[FILE_NL][text];

    return (struct words){
        .name_en = en->items[0],
        .name_nl = nl->items[0],
        .guidance_en = passage_of(call->arena, en->items + 1, en->count - 1),
        .guidance_nl = passage_of(call->arena, nl->items + 1, nl->count - 1),
    };
}

/* One document a line. */
static struct str
documents_of(struct call *call, int language, enum dare_texts_list text)
{
    const struct dare_texts_lines *lines = &dare_texts_lists[language][text];
    struct str out = lines->items[0];

    if (text == 0)
        return (struct str){0};
    for (size_t i = 1; i < lines->count; i++)
        out = str_fmt(call->arena, "%.*s\n%.*s", STR_FMT(out), STR_FMT(lines->items[i]));
    return out;
}

static enum err
add_phases(struct adding *adding)
{
    for (size_t i = 0; i < DARE_PHASE_COUNT; i++) {
        struct words words = words_of(adding->call, dare_phases[i]);
        struct process_phase row = {
            .version_id = adding->version_id,
            .name_en = words.name_en,
            .name_nl = words.name_nl,
            .guidance_en = words.guidance_en,
            .guidance_nl = words.guidance_nl,
            .rank = (int64_t)i,
            .version = 1,
        };
        TRY(arena_failed(adding->call->arena));
        TRY(q_process_phase_insert(adding->call, &row, &adding->phase_ids[i]));
    }
    return OK;
}

static enum err
add_types(struct adding *adding, int64_t rule_id, unsigned types)
{
    for (int type = UNIT_TYPE_COMPANY; types != 0 && type <= UNIT_TYPE_CROSS_UNIT_TEAM; type++) {
        struct process_rule_type row = {rule_id, (enum unit_type)type};
        if ((types & 1U << type) != 0)
            TRY(q_process_type_insert(adding->call, &row));
    }
    return OK;
}

static enum err
add_rule(struct adding *adding, size_t place)
{
    const struct dare_rule *rule = &dare_rules[place];
    struct words words = words_of(adding->call, rule->text);
    struct process_rule row = {
        .version_id = adding->version_id,
        .phase_id = adding->phase_ids[rule->phase],
        .name_en = words.name_en,
        .name_nl = words.name_nl,
        .guidance_en = words.guidance_en,
        .guidance_nl = words.guidance_nl,
        .scope = rule->scope,
        .rhythm = rule->rhythm,
        .evidence = rule->evidence,
        .percent = rule->percent != 0 ? rule->percent : 100,
        .documents_en = documents_of(adding->call, FILE_EN, rule->documents),
        .documents_nl = documents_of(adding->call, FILE_NL, rule->documents),
        .duty = rule->duty,
        .deputy = rule->deputy,
        .anchor = rule->anchor,
        .offset_days = rule->offset_days,
        .working = !rule->calendar_days,
        .lead_days = rule->lead_days,
        .rank = adding->ranks[rule->phase]++,
        .version = 1,
    };

    TRY(arena_failed(adding->call->arena));
    TRY(q_process_rule_insert(adding->call, &row, &adding->rule_ids[place]));
    return add_types(adding, adding->rule_ids[place], rule->types);
}

static int64_t
rule_of(const struct adding *adding, enum dare_texts_list text)
{
    for (size_t i = 0; i < dare_rule_count; i++)
        if (dare_rules[i].text == text)
            return adding->rule_ids[i];
    return 0;
}

static enum err
add_after(struct adding *adding, size_t place)
{
    for (size_t i = 0; i < DARE_AFTER_MAX && dare_rules[place].after[i] != 0; i++) {
        struct process_rule_after row = {adding->rule_ids[place],
                                         rule_of(adding, dare_rules[place].after[i])};
        TRY(q_process_after_insert(adding->call, &row));
    }
    return OK;
}

static enum err
add_rungs(struct adding *adding)
{
    for (size_t i = 0; i < dare_rung_count; i++) {
        struct process_rung row = {.version_id = adding->version_id,
                                   .days = dare_rungs[i].days,
                                   .duty = dare_rungs[i].duty};
        TRY(q_process_rung_insert(adding->call, &row));
    }
    return OK;
}

/* Published at once; its event is all that history has to say of it. */
static enum err
publish(struct call *call, const struct process_version *draft)
{
    struct process_version after = *draft;
    struct happening happening = {
        .kind = EVENT_PROCESS_VERSION_PUBLISHED,
        .type = &type_process_version,
        .subject_id = draft->id,
    };

    after.state = VERSION_STATE_PUBLISHED;
    after.published_by = draft->created_by;
    after.published_at = maybe_of(call->now);
    after.version = draft->version + 1;
    TRY(q_process_version_set(call, &after));
    return record(call, &happening, draft, &after);
}

enum err
process_dare_add(struct call *call, int64_t *ret_template_id)
{
    struct process_template template = {
        .name_en = STR("DARE"),
        .name_nl = STR("DARE"),
        .built_in = true,
        .created_at = call->now,
        .version = 1,
    };
    struct happening happening = {.kind = EVENT_PROCESS_TEMPLATE_CREATED,
                                  .type = &type_process_template};

    TRY(q_process_template_insert(call, &template, &template.id));
    happening.subject_id = template.id;
    TRY(record(call, &happening, NULL, &template));
    struct process_version draft = {.template_id = template.id};
    TRY(process_version_begin(call, &draft, 0));
    struct adding adding = {.call = call, .version_id = draft.id};
    TRY(add_phases(&adding));
    for (size_t i = 0; i < dare_rule_count; i++)
        TRY(add_rule(&adding, i));
    for (size_t i = 0; i < dare_rule_count; i++)
        TRY(add_after(&adding, i));
    TRY(add_rungs(&adding));
    TRY(publish(call, &draft));
    *ret_template_id = template.id;
    return OK;
}
