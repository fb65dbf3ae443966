/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/tag.h"

#include "gen/access.h"
#include "gen/okr_sql.h"
#include "model/fold.h"
#include "model/page.h"
#include "model/query_list.h"
#include "practice/access/folded.h"
#include "practice/access/policy.h"
#include "practice/access/setting.h"

#define TAGS_MAX 2000 /* of the organisation: more are no words any more */

/* ---- of objectives ----------------------------------------------------------------------------
 */

enum err
tags_of(struct call *call, int64_t objective_id, struct tag_ref_list *out)
{
    struct objective_tag_row_list rows;

    TRY(q_objective_tags(call, &(struct id_list){&objective_id, 1}, &rows));
    *out = (struct tag_ref_list){.items = arena_array(call->arena, rows.count, sizeof(*out->items)),
                                 .count = rows.count};
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < rows.count; i++)
        type_copy(&type_objective_tag_row, &rows.items[i], &type_tag_ref, &out->items[i]);
    return OK;
}

/* The names among these rows that are of one objective. */
static enum err
names_of(struct call *call, const struct objective_tag_row_list *rows, int64_t objective_id,
         struct text_list *out)
{
    *out = (struct text_list){.items = arena_array(call->arena, rows->count, sizeof(*out->items))};
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].objective_id == objective_id)
            out->items[out->count++] = rows->items[i].name;
    return OK;
}

enum err
tags_name(struct call *call, const int64_t *objective_ids, size_t count, struct text_list *out)
{
    for (size_t at = 0; at < count; at += QUERY_LIST_MAX) {
        int64_t ids[QUERY_LIST_MAX];
        struct id_list portion = {.items = ids};
        struct objective_tag_row_list rows;
        for (; portion.count < QUERY_LIST_MAX && at + portion.count < count; portion.count++)
            ids[portion.count] = objective_ids[at + portion.count];
        TRY(q_objective_tags(call, &portion, &rows));
        for (size_t i = 0; i < portion.count; i++)
            TRY(names_of(call, &rows, ids[i], &out[at + i]));
    }
    return OK;
}

static bool
has_tag(const struct tag_ref_list *list, int64_t id)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].id == id)
            return true;
    return false;
}

enum err
tags_wanted(struct call *call, const struct id_list *ids, const struct tag_ref_list *has,
            struct tag_ref_list *out)
{
    struct tag tag;

    *out =
        (struct tag_ref_list){.items = arena_array(call->arena, ids->count, sizeof(*out->items))};
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < ids->count; i++) {
        struct str pointer = str_fmt(call->arena, "/tag_ids/%zu", i);
        TRY(arena_failed(call->arena));
        enum err err = q_tag_get(call, ids->items[i], &tag);
        if (err == ERR_NOT_FOUND) {
            fault(call, pointer.ptr, "no_such_tag", "There is no such tag.");
            continue;
        }
        TRY(err);
        if (tag.archived && !has_tag(has, tag.id))
            fault(call, pointer.ptr, "tag_archived",
                  "The tag %.*s was archived; choose another one.", STR_FMT(tag.name));
        if (!has_tag(out, tag.id))
            out->items[out->count++] =
                (struct tag_ref){.id = tag.id, .name = tag.name, .tone = tag.tone};
    }
    return OK;
}

/* A line for each tag of `list` that is not among the others. */
static void
tell(struct told *told, const struct tag_ref_list *list, const struct tag_ref_list *others,
     bool added)
{
    struct str none = {0};

    for (size_t i = 0; i < list->count; i++) {
        struct str name = list->items[i].name;
        if (!has_tag(others, list->items[i].id))
            told->items[told->count++] = (struct told_line){"tag", .old_value = added ? none : name,
                                                            .new_value = added ? name : none};
    }
}

enum err
tags_save(struct call *call, int64_t objective_id, const struct tag_ref_list *before,
          const struct tag_ref_list *after, struct told *ret_told)
{
    *ret_told = (struct told){
        .items = arena_array(call->arena, before->count + after->count, sizeof(*ret_told->items))};
    TRY(arena_failed(call->arena));
    tell(ret_told, before, after, /* added= */ false);
    tell(ret_told, after, before, /* added= */ true);
    TRY(q_objective_tag_clear(call, objective_id));
    for (size_t i = 0; i < after->count; i++) {
        struct objective_tag row = {.objective_id = objective_id, .tag_id = after->items[i].id};
        TRY(q_objective_tag_insert(call, &row));
    }
    return OK;
}

enum err
tags_along(struct call *call, int64_t objective_id, struct id_list *out)
{
    struct tag_ref_list tags;
    struct tag tag;

    TRY(tags_of(call, objective_id, &tags));
    *out = (struct id_list){.items = arena_array(call->arena, tags.count, sizeof(*out->items))};
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < tags.count; i++) {
        TRY(q_tag_get(call, tags.items[i].id, &tag));
        if (!tag.archived)
            out->items[out->count++] = tag.id;
    }
    return OK;
}

/* ---- the set ----------------------------------------------------------------------------------
 */

static enum err
leave_trace(struct call *call, const char *event, const struct tag *before, const struct tag *after)
{
    struct happening happening = {.kind = event, .type = &type_tag, .subject_id = after->id};

    return record(call, &happening, before, after);
}

static enum err
check_keeper(struct call *call)
{
    return policy_check(call, VERB_TAG_EDIT, &(struct subject){0});
}

/* No two tags are the same word but for case and accents; what a name is found by goes with it. */
static enum err
check_name(struct call *call, struct tag *tag)
{
    struct maybe other;

    tag->folded = folded_key(call->arena, tag->name, (struct str){0});
    enum err err = q_tag_named(call, tag->folded, &other);
    if (err != ERR_NOT_FOUND)
        TRY(err);
    if (err == OK && other.has && other.value != tag->id)
        fault(call, "/name", "tag_there",
              "There is a tag of this name; use that one, or merge the two.");
    return OK;
}

static enum err
check_room(struct call *call)
{
    struct maybe count;

    TRY(q_tag_count(call, &count));
    if (count.value >= TAGS_MAX)
        return fail(call, ERR_CONFLICT, "too_many_tags",
                    "There are %d tags, as many as there may be; merge some first.", TAGS_MAX);
    return OK;
}

/* GET /api/v1/tags */
enum err
tag_list(struct call *call, const struct tag_query *in, struct tag_view_page *out)
{
    struct str pattern = str_is_null(in->q) ? STR("%") : fold_pattern(call->arena, in->q);
    struct str after = STR("");
    struct tag_view_list rows;

    TRY(page_read_text(call, "tag_list", in->after, &after, NULL, 0));
    TRY(q_tag_page(call, call->person_id, after, pattern, in->include_archived, in->limit + 1,
                   &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write_text(call, "tag_list", page_last(out)->folded, NULL, 0);
    return OK;
}

/* POST /api/v1/tags */
enum err
tag_create(struct call *call, const struct tag_new *in, struct tag_view *out)
{
    struct tag after = {.created_at = call->now, .version = 1};
    struct settings settings;

    TRY(settings_load(call, &settings));
    if (settings.tag_makers == TAG_MAKERS_KEEPERS)
        TRY(check_keeper(call));
    TRY(check_room(call));
    type_apply(&type_tag_new, in, &type_tag, &after);
    TRY(check_name(call, &after));
    TRY(call_faults(call));
    TRY(q_tag_insert(call, &after, &after.id));
    TRY(leave_trace(call, EVENT_TAG_CREATED, NULL, &after));
    return q_tag_show(call, call->person_id, after.id, out);
}

/* The tag, for one who may change it; one that went up in another is there no more. */
static enum err
tag_open(struct call *call, int64_t id, struct tag *out)
{
    enum err err = q_tag_get(call, id, out);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_tag", "There is no such tag.");
    TRY(err);
    TRY(check_keeper(call));
    return call_match(call, out->version);
}

/* PATCH /api/v1/tags/{id} */
enum err
tag_update(struct call *call, const struct tag_patch *in, struct tag_view *out)
{
    struct tag before;

    TRY(tag_open(call, in->id, &before));
    struct tag after = before;
    after.version = before.version + 1;
    type_apply(&type_tag_patch, in, &type_tag, &after);
    TRY(check_name(call, &after));
    TRY(call_faults(call));
    TRY(q_tag_update(call, &after));
    TRY(leave_trace(call, EVENT_TAG_UPDATED, &before, &after));
    return q_tag_show(call, call->person_id, after.id, out);
}

/* POST /api/v1/tags/{id}/merge: filters that name the old one find the new one. */
enum err
tag_merge(struct call *call, const struct tag_merge_into *in, struct tag_view *out)
{
    struct tag before;
    struct tag into;

    TRY(tag_open(call, in->id, &before));
    enum err err = q_tag_get(call, in->into_id, &into);
    if (err == ERR_NOT_FOUND)
        fault(call, "/into_id", "no_such_tag", "There is no such tag.");
    else
        TRY(err);
    if (in->into_id == in->id)
        fault(call, "/into_id", "itself", "Choose another tag; this is the one that goes.");
    TRY(call_faults(call));
    struct tag after = before;
    after.version = before.version + 1;
    after.merged_into = maybe_of(into.id);
    after.went_up_in = maybe_of(into.id);
    TRY(q_merged_tag_keep(call, into.id, in->id));
    TRY(q_objective_tag_follow(call, into.id, in->id));
    TRY(q_objective_tag_clear_of_tag(call, in->id));
    TRY(q_tag_follow(call, into.id, in->id));
    TRY(q_tag_update(call, &after));
    TRY(leave_trace(call, EVENT_TAG_MERGED, &before, &after));
    return q_tag_show(call, call->person_id, into.id, out);
}

/* Only the newest of several steps can be taken back, and only while its name is free. */
static enum err
check_way_back(struct call *call, const struct tag *tag)
{
    struct maybe other;

    if (!tag->merged_into.has)
        return fail(call, ERR_CONFLICT, "not_merged", "This tag went up in no other one.");
    if (!tag->went_up_in.has)
        return fail(call, ERR_CONFLICT, "merge_not_kept",
                    "This tag was merged before Koers kept what had it; make it again.");
    if (!maybe_eq(tag->went_up_in, tag->merged_into))
        return fail(call, ERR_CONFLICT, "merged_further",
                    "The tag that it went up in was merged itself since; take that back first.");
    enum err err = q_tag_named(call, tag->folded, &other);
    if (err == OK)
        return fail(call, ERR_CONFLICT, "tag_there",
                    "There is another tag of this name by now; give that one another name first.");
    return err == ERR_NOT_FOUND ? OK : err;
}

/* POST /api/v1/tags/{id}/unmerge: as if it had not gone up, but for what was tagged otherwise
 * since. */
enum err
tag_unmerge(struct call *call, const struct by_id *in, struct tag_view *out)
{
    struct tag before;

    enum err err = q_tag_any(call, in->id, &before);
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_tag", "There is no such tag.");
    TRY(err);
    TRY(check_keeper(call));
    TRY(call_match(call, before.version));
    TRY(check_way_back(call, &before));
    TRY(check_room(call));
    int64_t into = before.merged_into.value;
    struct tag after = before;
    after.version = before.version + 1;
    after.merged_into = maybe_none();
    after.went_up_in = maybe_none();
    TRY(q_objective_tag_give_back(call, into, in->id));
    TRY(q_objective_tag_take_back(call, into, in->id));
    TRY(q_merged_tag_clear(call, in->id));
    TRY(q_tag_update(call, &after));
    TRY(q_tag_follow_back(call, in->id));
    TRY(leave_trace(call, EVENT_TAG_UNMERGED, &before, &after));
    return q_tag_show(call, call->person_id, after.id, out);
}
