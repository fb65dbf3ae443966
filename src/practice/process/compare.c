/* SPDX-License-Identifier: Apache-2.0 */
/* From one version to another: phases and rules are the same where they are copies of the same
 * root. The place of one among the others is no change of it, the phase it stands in is. */
#include "gen/process_sql.h"
#include "practice/process/template.h"
#include "practice/strategy/difference.h"

static const struct compared version_fields[] = {
    {"year", "year"},
    {NULL, NULL},
};
static const struct compared phase_fields[] = {
    {"name_en", "name_en"},         {"name_nl", "name_nl"}, {"guidance_en", "guidance_en"},
    {"guidance_nl", "guidance_nl"}, {NULL, NULL},
};
static const struct compared rule_fields[] = {
    /* clang-format off */
    {"name_en", "name_en"},
    {"name_nl", "name_nl"},
    {"guidance_en", "guidance_en"},
    {"guidance_nl", "guidance_nl"},
    {"phase_told", "phase_id"},
    {"scope", "scope"},
    {"types_told", "types"},
    {"rhythm", "rhythm"},
    {"evidence", "evidence"},
    {"percent", "percent"},
    {"documents_en", "documents_en"},
    {"documents_nl", "documents_nl"},
    {"duty", "duty"},
    {"deputy", "deputy"},
    {"anchor", "anchor"},
    {"anchor_told", "anchor_id"},
    {"offset_days", "offset_days"},
    {"working", "working"},
    {"lead_days", "lead_days"},
    {"after_told", "after_ids"},
    {"rungs_told", "rungs"},
    {NULL, NULL},
    /* clang-format on */
};

/* ---- lists in words ---------------------------------------------------------------------------
 */

static const struct process_rule_view *
rule_by_id(const struct process_version_view *version, int64_t id)
{
    for (size_t i = 0; i < version->phases.count; i++)
        for (size_t k = 0; k < version->phases.items[i].rules.count; k++)
            if (version->phases.items[i].rules.items[k].id == id)
                return &version->phases.items[i].rules.items[k];
    return NULL;
}

static struct str
rule_name(const struct process_version_view *version, int64_t id)
{
    const struct process_rule_view *rule = rule_by_id(version, id);

    return rule != NULL ? process_name(rule->name_en, rule->name_nl) : (struct str){0};
}

static struct str
joined(struct arena *arena, struct str list, struct str word)
{
    return list.len > 0 ? str_fmt(arena, "%.*s, %.*s", STR_FMT(list), STR_FMT(word)) : word;
}

/* "0 owner, 3 leader": days after the deadline, and who. */
static struct str
rungs_told(struct arena *arena, const struct process_rung_view_list *rungs)
{
    struct str list = {0};

    for (size_t i = 0; i < rungs->count; i++)
        list = joined(arena, list,
                      str_fmt(arena, "%lld %s", (long long)rungs->items[i].days,
                              choice_name(duty_choice, (int)rungs->items[i].duty)));
    return list;
}

static enum err
tell(struct call *call, struct process_version_view *version)
{
    for (size_t i = 0; i < version->phases.count; i++) {
        struct process_phase_view *phase = &version->phases.items[i];
        for (size_t k = 0; k < phase->rules.count; k++) {
            struct process_rule_view *rule = &phase->rules.items[k];
            rule->phase_told = process_name(phase->name_en, phase->name_nl);
            rule->anchor_told = rule_name(version, maybe_or(rule->anchor_id, 0));
            rule->rungs_told = rungs_told(call->arena, &rule->rungs);
            for (size_t n = 0; n < rule->types.count; n++)
                rule->types_told = joined(call->arena, rule->types_told, rule->types.items[n]);
            for (size_t n = 0; n < rule->after_ids.count; n++)
                rule->after_told = joined(call->arena, rule->after_told,
                                          rule_name(version, rule->after_ids.items[n]));
        }
    }
    return arena_failed(call->arena);
}

/* ---- compared ---------------------------------------------------------------------------------
 */

struct comparing {
    struct call *call;
    struct process_version_view old;
    struct process_version_view new;
    struct process_difference_list *out;
};

static const struct process_phase_view *
phase_by_root(const struct process_version_view *version, int64_t root)
{
    for (size_t i = 0; i < version->phases.count; i++)
        if (maybe_or(version->phases.items[i].root_id, version->phases.items[i].id) == root)
            return &version->phases.items[i];
    return NULL;
}

static const struct process_rule_view *
rule_by_root(const struct process_version_view *version, int64_t root)
{
    for (size_t i = 0; i < version->phases.count; i++) {
        const struct process_rule_view_list *rules = &version->phases.items[i].rules;
        for (size_t k = 0; k < rules->count; k++)
            if (maybe_or(rules->items[k].root_id, rules->items[k].id) == root)
                return &rules->items[k];
    }
    return NULL;
}

static enum version_change
change_of(const void *old, const void *new, size_t fields)
{
    if (old == NULL)
        return VERSION_CHANGE_ADDED;
    if (new == NULL)
        return VERSION_CHANGE_REMOVED;
    return fields > 0 ? VERSION_CHANGE_CHANGED : VERSION_CHANGE_UNCHANGED;
}

static enum err
add_phase(struct comparing *comparing, const struct process_phase_view *old,
          const struct process_phase_view *new)
{
    const struct process_phase_view *named = new != NULL ? new : old;
    struct process_difference *one = &comparing->out->items[comparing->out->count++];

    *one = (struct process_difference){
        .id = named->id, .name_en = named->name_en, .name_nl = named->name_nl};
    TRY(differences(comparing->call, &type_process_phase_view, phase_fields, old, new,
                    &one->fields));
    one->change = change_of(old, new, one->fields.count);
    return OK;
}

static enum err
add_rule(struct comparing *comparing, const struct process_rule_view *old,
         const struct process_rule_view *new)
{
    const struct process_rule_view *named = new != NULL ? new : old;
    struct process_difference *one = &comparing->out->items[comparing->out->count++];

    *one = (struct process_difference){.id = named->id,
                                       .phase_id = maybe_of(named->phase_id),
                                       .name_en = named->name_en,
                                       .name_nl = named->name_nl};
    TRY(differences(comparing->call, &type_process_rule_view, rule_fields, old, new, &one->fields));
    one->change = change_of(old, new, one->fields.count);
    return OK;
}

static size_t
item_count(const struct process_version_view *version)
{
    size_t count = version->phases.count;

    for (size_t i = 0; i < version->phases.count; i++)
        count += version->phases.items[i].rules.count;
    return count;
}

/* In the order of the newer one. */
static enum err
compare_new(struct comparing *comparing)
{
    for (size_t i = 0; i < comparing->new.phases.count; i++) {
        const struct process_phase_view *phase = &comparing->new.phases.items[i];
        TRY(add_phase(comparing,
                      phase_by_root(&comparing->old, maybe_or(phase->root_id, phase->id)), phase));
        for (size_t k = 0; k < phase->rules.count; k++) {
            const struct process_rule_view *rule = &phase->rules.items[k];
            TRY(add_rule(comparing,
                         rule_by_root(&comparing->old, maybe_or(rule->root_id, rule->id)), rule));
        }
    }
    return OK;
}

/* What is no more. */
static enum err
compare_old(struct comparing *comparing)
{
    for (size_t i = 0; i < comparing->old.phases.count; i++) {
        const struct process_phase_view *phase = &comparing->old.phases.items[i];
        if (phase_by_root(&comparing->new, maybe_or(phase->root_id, phase->id)) == NULL)
            TRY(add_phase(comparing, phase, NULL));
        for (size_t k = 0; k < phase->rules.count; k++) {
            const struct process_rule_view *rule = &phase->rules.items[k];
            if (rule_by_root(&comparing->new, maybe_or(rule->root_id, rule->id)) == NULL)
                TRY(add_rule(comparing, rule, NULL));
        }
    }
    return OK;
}

/* The year, and the ladder of all steps without one of their own. */
static enum err
compare_versions(struct comparing *comparing, struct field_difference_list *out)
{
    struct arena *arena = comparing->call->arena;
    struct str old = rungs_told(arena, &comparing->old.rungs);
    struct str new = rungs_told(arena, &comparing->new.rungs);

    TRY(arena_failed(arena));
    TRY(differences(comparing->call, &type_process_version_view, version_fields, &comparing->old,
                    &comparing->new, out));
    if (!str_eq(old, new))
        out->items[out->count++] = (struct field_difference){STR("rungs"), old, new};
    return OK;
}

static enum err
row_of(struct call *call, int64_t id, struct process_version_row **out)
{
    *out = arena_new(call->arena, struct process_version_row);
    if (*out == NULL)
        return ERR_MEMORY;
    return q_process_version_row_get(call, id, *out);
}

/* GET /api/v1/process-versions/{id}/compare?older_id= */
enum err
process_version_compare(struct call *call, const struct process_compare_query *in,
                        struct process_comparison *out)
{
    struct comparing comparing = {.call = call, .out = &out->items};
    struct process_version older;

    TRY(process_version_load(call, in->id, &comparing.new));
    enum err err = q_process_version_by_id(call, in->older_id, &older);
    if (err == ERR_NOT_FOUND)
        fault(call, "?older_id", "no_such_process_version",
              "There is no such version of the process.");
    else
        TRY(err);
    TRY(call_faults(call));
    TRY(process_version_load(call, in->older_id, &comparing.old));
    TRY(tell(call, &comparing.old));
    TRY(tell(call, &comparing.new));
    TRY(row_of(call, in->older_id, &out->old));
    TRY(row_of(call, in->id, &out->new));
    out->items.count = 0;
    out->items.items =
        arena_array(call->arena, item_count(&comparing.old) + item_count(&comparing.new),
                    sizeof(*out->items.items));
    TRY(arena_failed(call->arena));
    TRY(compare_versions(&comparing, &out->fields));
    TRY(compare_new(&comparing));
    return compare_old(&comparing);
}
