/* SPDX-License-Identifier: Apache-2.0 */
/* Writes DARE into the tables, as if somebody had made it by hand and published it. */
#include "gen/process_sql.h"
#include "practice/process/dare.h"
#include "practice/process/template.h"
#include "practice/record/record.h"

#define DARE_RULES_MAX 40

struct adding {
    struct call *call;
    int64_t version_id;
    int64_t phase_ids[DARE_PHASE_COUNT];
    int64_t ranks[DARE_PHASE_COUNT];
    int64_t rule_ids[DARE_RULES_MAX];
};

static struct str
text(const char *words)
{
    return words != NULL ? str_from(words) : (struct str){0};
}

static enum err
add_phases(struct adding *adding)
{
    for (size_t i = 0; i < DARE_PHASE_COUNT; i++) {
        struct process_phase row = {
            .version_id = adding->version_id,
            .name_en = text(dare_phases[i].name_en),
            .name_nl = text(dare_phases[i].name_nl),
            .guidance_en = text(dare_phases[i].guidance_en),
            .guidance_nl = text(dare_phases[i].guidance_nl),
            .rank = (int64_t)i,
            .version = 1,
        };
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
    struct process_rule row = {
        .version_id = adding->version_id,
        .phase_id = adding->phase_ids[rule->phase],
        .name_en = text(rule->name_en),
        .name_nl = text(rule->name_nl),
        .guidance_en = text(rule->guidance_en),
        .guidance_nl = text(rule->guidance_nl),
        .scope = rule->scope,
        .rhythm = rule->rhythm,
        .evidence = rule->evidence,
        .percent = rule->percent != 0 ? rule->percent : 100,
        .documents_en = text(rule->documents_en),
        .documents_nl = text(rule->documents_nl),
        .duty = rule->duty,
        .deputy = rule->deputy,
        .anchor = rule->anchor,
        .offset_days = rule->offset_days,
        .working = !rule->calendar_days,
        .lead_days = rule->lead_days,
        .rank = adding->ranks[rule->phase]++,
        .version = 1,
    };

    TRY(q_process_rule_insert(adding->call, &row, &adding->rule_ids[place]));
    return add_types(adding, adding->rule_ids[place], rule->types);
}

static int64_t
rule_of(const struct adding *adding, const char *key)
{
    for (size_t i = 0; i < dare_rule_count; i++)
        if (str_eq(str_from(dare_rules[i].key), str_from(key)))
            return adding->rule_ids[i];
    return 0;
}

static enum err
add_after(struct adding *adding, size_t place)
{
    for (size_t i = 0; i < DARE_AFTER_MAX && dare_rules[place].after[i] != NULL; i++) {
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
