/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/alignment_target.h"

#include "base/idmap.h"
#include "gen/okr_sql.h"
#include "model/fold.h"
#include "model/page.h"
#include "model/query_list.h"
#include "practice/access/setting.h"
#include "practice/okr/alignment.h"

/* "/1/4/" of "/1/4/17/"; of the top itself, its own path. */
static struct str
path_above(struct str path)
{
    size_t end = path.len;

    if (end < 2)
        return path;
    for (end--; end > 0 && path.ptr[end - 1] != '/'; end--)
        ;
    return end > 1 ? (struct str){path.ptr, end} : path;
}

bool
level_allows(enum level_rule rule, struct str lower_path, struct str upper_path)
{
    switch (rule) {
    case LEVEL_RULE_SAME_OR_ABOVE:
        return str_starts(lower_path, upper_path);
    case LEVEL_RULE_ONE_UP:
        return str_eq(path_above(lower_path), upper_path);
    case LEVEL_RULE_NULL:
    case LEVEL_RULE_FREE:
        break;
    }
    return true;
}

enum err
level_rule_load(struct call *call, enum level_rule *out)
{
    struct settings settings;

    TRY(settings_load(call, &settings));
    *out = (enum level_rule)settings.alignment_levels;
    return OK;
}

static enum err
judge_reach(struct judge *judge, int64_t id)
{
    size_t known;

    if (idmap_get(&judge->below, id, &known))
        return OK;
    int64_t *reached =
        arena_more(judge->call->arena, judge->reached, judge->count, sizeof(*reached));
    if (reached == NULL)
        return ERR_MEMORY;
    judge->reached = reached;
    TRY(idmap_set(&judge->below, id, judge->count));
    judge->reached[judge->count++] = id;
    return OK;
}

/* Everything below the child, by portions; what is seen a second time is not searched again. */
static enum err
judge_descend(struct judge *judge)
{
    TRY(judge_reach(judge, judge->child.row.id));
    for (size_t at = 0; at < judge->count;) {
        int64_t ids[QUERY_LIST_MAX];
        struct id_list portion = {.items = ids};
        struct id_row_list children;
        for (; portion.count < QUERY_LIST_MAX && at < judge->count; at++)
            ids[portion.count++] = judge->reached[at];
        TRY(q_alignment_hanging_under(judge->call, &portion, &children));
        for (size_t i = 0; i < children.count; i++)
            TRY(judge_reach(judge, children.items[i].id));
    }
    return OK;
}

enum err
judge_begin(struct call *call, int64_t child_id, struct judge *out)
{
    *out = (struct judge){.call = call};
    TRY(objective_open(call, child_id, &out->child));
    TRY(level_rule_load(call, &out->rule));
    TRY(q_alignment_above(call, child_id, call->person_id, &out->parents));
    idmap_init(&out->below, call->arena);
    return judge_descend(out);
}

enum alignment_bar
judge_bar(const struct judge *judge, int64_t parent_id, int64_t parent_kr_id, struct str unit_path)
{
    size_t place;

    if (parent_id == judge->child.row.id)
        return ALIGNMENT_BAR_ITSELF;
    for (size_t i = 0; i < judge->parents.count; i++) {
        const struct alignment_view *link = &judge->parents.items[i];
        if (link->objective_id == parent_id && link->key_result_id.value == parent_kr_id)
            return ALIGNMENT_BAR_LINKED;
    }
    if (idmap_get(&judge->below, parent_id, &place))
        return ALIGNMENT_BAR_LOOP;
    return level_allows(judge->rule, judge->child.place.unit_path, unit_path) ? ALIGNMENT_BAR_NULL
                                                                              : ALIGNMENT_BAR_LEVEL;
}

/* GET /api/v1/objectives/{id}/alignment-check */
enum err
alignment_check(struct call *call, const struct alignment_check_query *in,
                struct alignment_check_view *out)
{
    struct judge judge;
    struct open_objective upper;

    TRY(judge_begin(call, in->id, &judge));
    TRY(objective_open(call, in->parent_id, &upper));
    out->bar = ALIGNMENT_BAR_FORBIDDEN;
    if (policy_allows(call->who, VERB_ALIGN, &judge.child.subject))
        out->bar =
            judge_bar(&judge, upper.row.id, maybe_or(in->parent_kr_id, 0), upper.place.unit_path);
    out->allowed = out->bar == ALIGNMENT_BAR_NULL;
    if (out->bar == ALIGNMENT_BAR_LOOP)
        TRY(alignment_loop(call, in->id, upper.row.id, &out->path));
    return OK;
}

static bool
contains(struct str text, struct str part)
{
    return part.len == 0 || memmem(text.ptr, text.len, part.ptr, part.len) != NULL;
}

/* GET /api/v1/objectives/{id}/alignment-targets: every one with what bars it, if anything. */
enum err
alignment_target_list(struct call *call, const struct alignment_target_query *in,
                      struct alignment_target_page *out)
{
    struct judge judge;
    struct alignment_target_list rows;
    int64_t from = 0;
    size_t found = 0;

    TRY(judge_begin(call, in->id, &judge));
    TRY(page_read(call, "alignment_target_list", in->after, &from, 1));
    TRY(q_alignment_target_of_cycle(call, maybe_or(in->cycle_id, judge.child.row.cycle_id),
                                    call->person_id, &rows));
    struct str wanted = str_is_null(in->q) ? STR("") : fold(call->arena, in->q);
    out->items = rows.items;
    for (size_t i = 0; i < rows.count; i++) {
        struct alignment_target *row = &rows.items[i];
        struct str text =
            str_fmt(call->arena, "%.*s %.*s", STR_FMT(row->title), STR_FMT(row->unit_name));
        if (row->id == in->id || !contains(fold(call->arena, text), wanted))
            continue;
        if (found++ < (size_t)from)
            continue;
        if (out->count == (size_t)in->limit) {
            out->next = page_write(call, "alignment_target_list", (int64_t[]){from + in->limit}, 1);
            break;
        }
        row->bar = judge_bar(&judge, row->id, 0, row->unit_path);
        row->allowed = row->bar == ALIGNMENT_BAR_NULL;
        out->items[out->count++] = *row;
    }
    return arena_failed(call->arena);
}
