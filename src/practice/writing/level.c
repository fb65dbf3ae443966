/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/writing/level.h"

#include "gen/access_sql.h"
#include "gen/writing_sql.h"
#include "model/page.h"
#include "practice/access/policy.h"
#include "practice/record/record.h"

enum err
rule_levels_load(struct call *call, enum writing_level levels[RULE_COUNT])
{
    struct rule_level_list changed;

    for (size_t i = 0; i < RULE_COUNT; i++)
        levels[i] = rule_table[i].level;
    TRY(q_rule_level_newest(call, &changed));
    for (size_t i = 0; i < changed.count; i++) {
        enum texts_list rule = rule_by_id(changed.items[i].rule);
        if (rule < RULE_COUNT)
            levels[rule] = changed.items[i].level;
    }
    return OK;
}

enum err
writing_language(struct call *call, enum language asked, enum language *out)
{
    struct person person;

    *out = asked;
    if (asked != LANGUAGE_NULL)
        return OK;
    TRY(q_person_get(call, call->person_id, &person));
    *out = person.language;
    return OK;
}

static enum err
rule_show(struct call *call, enum texts_list rule, enum language language, struct writing_rule *out)
{
    struct rule_level_version stored;

    *out = (struct writing_rule){
        .rule = rule_id(rule),
        .scope = rule_table[rule].scope,
        .level = rule_table[rule].level,
        .initial = rule_table[rule].level,
        .weight = rule_table[rule].weight,
        .name = rule_text(rule, language, RULE_NAME),
        .reason = rule_text(rule, language, RULE_REASON),
        .mend = rule_text(rule, language, RULE_MEND),
        .weak = rule_text(rule, language, RULE_WEAK),
        .strong = rule_text(rule, language, RULE_STRONG),
    };
    enum err err = q_rule_level_shown(call, out->rule, &stored);
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    out->level = stored.level;
    out->version = stored.version;
    out->created_at = maybe_of(stored.created_at);
    out->person_id = stored.person_id;
    out->person_name = stored.person_name;
    return OK;
}

/* GET /api/v1/writing/rules */
enum err
writing_rule_list(struct call *call, const struct writing_rule_query *in,
                  struct writing_rule_page *out)
{
    enum language language;
    int64_t from = 0;

    TRY(writing_language(call, in->language, &language));
    TRY(page_read(call, "writing_rule_list", in->after, &from, 1));
    size_t first =
        page_slice(call, "writing_rule_list", from, in->limit, RULE_COUNT, &out->count, &out->next);
    out->items = arena_array(call->arena, out->count, sizeof(*out->items));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < out->count; i++)
        TRY(rule_show(call, (enum texts_list)(first + i), language, &out->items[i]));
    return OK;
}

static enum err
rule_find(struct call *call, struct str id, enum texts_list *out)
{
    *out = rule_by_id(id);
    if (*out == RULE_COUNT)
        return fail(call, ERR_NOT_FOUND, "no_such_rule", "There is no rule of that name.");
    return OK;
}

/* PATCH /api/v1/writing/rules/{rule}: a new version; the old ones stay. */
enum err
writing_rule_update(struct call *call, const struct writing_rule_patch *in,
                    struct writing_rule *out)
{
    enum texts_list rule;
    enum language language;

    TRY(rule_find(call, in->rule, &rule));
    TRY(policy_check(call, VERB_SETTING_EDIT, &(struct subject){0}));
    TRY(writing_language(call, in->language, &language));
    TRY(rule_show(call, rule, language, out));
    TRY(call_match(call, out->version));

    struct rule_level after = {
        .rule = out->rule,
        .level = in->level,
        .created_at = call->now,
        .person_id = maybe_of(call->who->person_id),
        .version = out->version + 1,
    };
    struct rule_level before = after; /* only the level is a change; who and when the event says */
    before.level = out->level;
    TRY(q_rule_level_insert(call, &after, &after.id));
    struct happening happening = {
        .kind = EVENT_RULE_LEVEL_CHANGED, .type = &type_rule_level, .subject_id = after.id};
    TRY(record(call, &happening, &before, &after));
    return rule_show(call, rule, language, out);
}

/* GET /api/v1/writing/rules/{rule}/history */
enum err
writing_rule_history(struct call *call, const struct writing_rule_history_query *in,
                     struct rule_level_version_page *out)
{
    enum texts_list rule;
    struct rule_level_version_list versions;
    int64_t before = INT64_MAX; /* version */

    TRY(rule_find(call, in->rule, &rule));
    TRY(page_read(call, "writing_rule_history", in->after, &before, 1));
    TRY(q_rule_level_versions(call, in->rule, before, in->limit + 1, &versions));
    if (page_cut(out, versions, in->limit))
        out->next = page_write(call, "writing_rule_history", &page_last(out)->version, 1);
    return OK;
}
