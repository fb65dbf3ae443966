/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Comments on objectives, their key results and check-ins: threads one level deep.
 *
 * What is said of a draft is seen by whom the draft is seen by, and stays among them when the
 * objective is published, as the thread of a review does.
 */
#include "gen/checkin_sql.h"
#include "gen/collaboration.h"
#include "gen/collaboration_sql.h"
#include "gen/okr_sql.h"
#include "model/page.h"
#include "practice/collaboration/mention.h"
#include "practice/okr/key_result.h"

#define ANSWERS_MAX 200 /* in one thread */

struct open_comment {
    struct comment row;
    struct open_objective objective;
    struct subject subject; /* it is its author's own */
};

static bool
reads_drafts(const struct call *call, const struct open_objective *open)
{
    return policy_allows(call->who, VERB_DRAFT_READ, &open->subject);
}

/* Opens for reading: ERR_NOT_FOUND also for what was said among readers of a draft, and for what
 * was deleted. */
static enum err
comment_open(struct call *call, int64_t id, struct open_comment *out)
{
    enum err err = q_comment_row(call, id, &out->row);

    if (err == OK)
        err = objective_open(call, out->row.objective_id, &out->objective);
    if (err == OK &&
        (out->row.deleted_at.has || (out->row.in_draft && !reads_drafts(call, &out->objective))))
        err = ERR_NOT_FOUND;
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_comment", "There is no such comment.");
    TRY(err);
    out->subject = out->objective.subject;
    out->subject.own = out->row.person_id == call->person_id;
    return OK;
}

/* ---- shown ------------------------------------------------------------------------------------
 */

static enum err
name_mentions(struct call *call, struct comment_view *views, size_t count)
{
    struct comment_mention_name_list names;
    struct id_list ids = {.items = arena_array(call->arena, count, sizeof(*ids.items)),
                          .count = count};

    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < count; i++)
        ids.items[i] = views[i].id;
    TRY(q_mention_names(call, &ids, &names));
    for (size_t i = 0; i < count; i++) {
        struct person_ref_list *mentions = &views[i].mentions;
        *mentions = (struct person_ref_list){
            .items = arena_array(call->arena, names.count, sizeof(*mentions->items))};
        TRY(arena_failed(call->arena));
        for (size_t k = 0; k < names.count; k++)
            if (names.items[k].comment_id == views[i].id)
                mentions->items[mentions->count++] =
                    (struct person_ref){.id = names.items[k].id,
                                        .name = names.items[k].name,
                                        .state = names.items[k].state};
    }
    return OK;
}

/* What rows do not have: who is mentioned, and what the one who asks may do. */
static enum err
complete(struct call *call, const struct open_objective *open, struct comment_view *views,
         size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct subject subject = open->subject;
        bool there = !views[i].deleted_at.has;
        subject.own = views[i].person_id == call->person_id;
        views[i].may_edit = there && policy_allows(call->who, VERB_COMMENT_EDIT, &subject);
        views[i].may_delete = there && policy_allows(call->who, VERB_COMMENT_DELETE, &subject);
    }
    return name_mentions(call, views, count);
}

static enum err
show(struct call *call, const struct open_objective *open, int64_t id, struct comment_view *out)
{
    TRY(q_comment_show(call, id, out));
    return complete(call, open, out, 1);
}

/* Puts each answer under its comment; they come thread by thread. */
static enum err
add_answers(struct call *call, const struct open_objective *open, struct comment_thread *threads,
            size_t count)
{
    struct id_list ids = {.items = arena_array(call->arena, count, sizeof(*ids.items)),
                          .count = count};
    struct comment_view_list answers;

    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < count; i++)
        ids.items[i] = threads[i].comment->id;
    TRY(q_comment_answers(call, &ids, &answers));
    TRY(complete(call, open, answers.items, answers.count));
    for (size_t i = 0; i < count; i++) {
        struct comment_view_list *out = &threads[i].answers;
        for (size_t k = 0; k < answers.count; k++) {
            if (answers.items[k].parent_id.value != threads[i].comment->id)
                continue;
            if (out->count++ == 0)
                out->items = &answers.items[k];
        }
    }
    return OK;
}

/* GET /api/v1/objectives/{id}/comments */
enum err
comment_list(struct call *call, const struct comment_query *in, struct comment_thread_page *out)
{
    struct comment_thread_list threads;
    struct comment_view_list rows;
    struct open_objective open;
    int64_t before = INT64_MAX;

    TRY(objective_open(call, in->id, &open));
    TRY(page_read(call, "comment_list", in->after, &before, 1));
    TRY(q_comment_threads(call, in->id, before, reads_drafts(call, &open), in->limit + 1, &rows));
    TRY(complete(call, &open, rows.items, rows.count));
    threads = (struct comment_thread_list){
        .items = arena_array(call->arena, rows.count, sizeof(*threads.items)), .count = rows.count};
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < rows.count; i++)
        threads.items[i] = (struct comment_thread){.comment = &rows.items[i]};
    if (page_cut(out, threads, in->limit))
        out->next = page_write(call, "comment_list", &page_last(out)->comment->id, 1);
    return add_answers(call, &open, out->items, out->count);
}

/* GET /api/v1/comments/{id} */
enum err
comment_get(struct call *call, const struct by_id *in, struct comment_view *out)
{
    struct open_comment open;

    TRY(comment_open(call, in->id, &open));
    return show(call, &open.objective, in->id, out);
}

/* GET /api/v1/comments/{id}/editions */
enum err
comment_edition_list(struct call *call, const struct comment_edition_query *in,
                     struct comment_edition_page *out)
{
    struct comment_edition_list rows;
    struct open_comment open;
    int64_t before = INT64_MAX;

    TRY(comment_open(call, in->id, &open));
    TRY(page_read(call, "comment_edition_list", in->after, &before, 1));
    TRY(q_comment_editions(call, in->id, before, in->limit + 1, &rows));
    if (page_cut(out, rows, in->limit))
        out->next = page_write(call, "comment_edition_list", &page_last(out)->id, 1);
    for (size_t i = 0; i < out->count; i++) {
        struct id_list ids;
        TRY(mentions_in(call, out->items[i].body, &ids));
        TRY(q_mention_refs(call, &ids, &out->items[i].mentions));
    }
    return OK;
}

/* ---- said, changed, deleted -------------------------------------------------------------------
 */

static struct happening
comment_happening(const struct open_objective *objective, const struct comment *row,
                  const char *event)
{
    struct happening happening = objective_happening(&objective->row, event);

    happening.type = &type_comment;
    happening.subject_id = row->id;
    happening.hidden = row->in_draft;
    return happening;
}

/* Tells one person, and nobody else, that a comment speaks to them. */
static enum err
tell(struct call *call, const struct open_objective *objective, const struct comment *row,
     int64_t person_id)
{
    struct happening happening = comment_happening(objective, row, EVENT_COMMENT_MENTIONED);

    happening.owner_id = maybe_of(person_id);
    happening.hidden = true;
    return record(call, &happening, NULL, NULL);
}

/* Writes who is mentioned; who was not before is told. */
static enum err
mention(struct call *call, const struct open_objective *objective, const struct comment *row,
        const struct id_list *mentioned, const struct id_list *before)
{
    TRY(q_mention_clear(call, row->id));
    for (size_t i = 0; i < mentioned->count; i++) {
        struct comment_mention one = {.comment_id = row->id, .person_id = mentioned->items[i]};
        bool is_new = one.person_id != call->person_id;
        TRY(q_mention_insert(call, &one));
        for (size_t k = 0; k < before->count; k++)
            is_new &= before->items[k] != one.person_id;
        if (is_new)
            TRY(tell(call, objective, row, one.person_id));
    }
    return OK;
}

/* Whether the objective has the key result. */
static enum err
has_key_result(struct call *call, int64_t objective_id, int64_t key_result_id, bool *out)
{
    struct key_result row;

    *out = false;
    enum err err = q_key_result_get(call, key_result_id, &row);
    if (err == ERR_NOT_FOUND)
        return OK;
    *out = err == OK && row.objective_id == objective_id;
    return err;
}

static enum err
check_key_result(struct call *call, const struct comment *row)
{
    bool is_own;

    if (!row->key_result_id.has)
        return OK;
    TRY(has_key_result(call, row->objective_id, row->key_result_id.value, &is_own));
    if (!is_own)
        fault(call, "/key_result_id", "not_of_objective",
              "The objective has no such key result; choose one of its own.");
    return OK;
}

/* The check-in says which key result the comment is about. */
static enum err
check_check_in(struct call *call, struct comment *row)
{
    struct check_in check_in;
    bool is_own = false;

    if (!row->check_in_id.has)
        return OK;
    enum err err = q_check_in_find(call, row->check_in_id.value, &check_in);
    if (err == OK)
        err = has_key_result(call, row->objective_id, check_in.key_result_id, &is_own);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    if (!is_own)
        fault(call, "/check_in_id", "not_of_objective",
              "The objective has no such check-in; choose one of its own.");
    else
        row->key_result_id = maybe_of(check_in.key_result_id);
    return OK;
}

/* Threads are one level deep; an answer is about what its comment is about, and as private. */
static enum err
check_parent(struct call *call, const struct open_objective *objective, struct comment *row)
{
    struct open_comment parent;
    struct maybe count;

    if (!row->parent_id.has)
        return OK;
    enum err err = comment_open(call, row->parent_id.value, &parent);
    if (err != OK && err != ERR_NOT_FOUND)
        return err;
    if (err == ERR_NOT_FOUND || parent.row.objective_id != objective->row.id) {
        fault(call, "/parent_id", "no_such_comment", "There is no such comment; begin a new one.");
        return OK;
    }
    if (parent.row.parent_id.has) {
        fault(call, "/parent_id", "answers_an_answer",
              "It answers another comment itself; answer that one.");
        return OK;
    }
    TRY(q_comment_answer_count(call, row->parent_id, &count));
    if (count.value >= ANSWERS_MAX)
        fault(call, "/parent_id", "thread_full", "The thread has %d answers; begin a new comment.",
              ANSWERS_MAX);
    row->in_draft |= parent.row.in_draft;
    row->key_result_id = parent.row.key_result_id;
    row->check_in_id = parent.row.check_in_id;
    return OK;
}

/* POST /api/v1/objectives/{id}/comments */
enum err
comment_create(struct call *call, const struct comment_new *in, struct comment_view *out)
{
    static const struct id_list nobody;
    struct comment row = {.person_id = call->person_id, .created_at = call->now, .version = 1};
    struct open_objective objective;
    struct id_list mentioned;

    TRY(objective_open(call, in->id, &objective));
    type_apply(&type_comment_new, in, &type_comment, &row);
    row.objective_id = in->id;
    row.in_draft = objective.row.state == OBJECTIVE_STATE_DRAFT;
    TRY(check_key_result(call, &row));
    TRY(check_check_in(call, &row));
    TRY(check_parent(call, &objective, &row));
    TRY(mentions_in(call, row.body, &mentioned));
    TRY(mentions_check(call, &row, &mentioned, &nobody));
    TRY(call_faults(call));
    TRY(q_comment_insert(call, &row, &row.id));
    struct happening happening = comment_happening(&objective, &row, EVENT_COMMENT_CREATED);
    TRY(record(call, &happening, NULL, &row));
    TRY(mention(call, &objective, &row, &mentioned, &nobody));
    return show(call, &objective, row.id, out);
}

/* PATCH /api/v1/comments/{id} */
enum err
comment_update(struct call *call, const struct comment_patch *in, struct comment_view *out)
{
    struct open_comment open;
    struct id_list mentioned;
    struct id_list before;

    TRY(comment_open(call, in->id, &open));
    TRY(policy_check(call, VERB_COMMENT_EDIT, &open.subject));
    TRY(call_match(call, open.row.version));
    struct comment after = open.row;
    type_apply(&type_comment_patch, in, &type_comment, &after);
    if (str_eq(after.body, open.row.body))
        return show(call, &open.objective, in->id, out);
    TRY(mentions_in(call, open.row.body, &before));
    TRY(mentions_in(call, after.body, &mentioned));
    TRY(mentions_check(call, &after, &mentioned, &before));
    TRY(call_faults(call));
    after.edited_at = maybe_of(call->now);
    after.version = open.row.version + 1;
    TRY(q_comment_row_update(call, &after));
    struct happening happening = comment_happening(&open.objective, &after, EVENT_COMMENT_UPDATED);
    TRY(record(call, &happening, &open.row, &after));
    TRY(mention(call, &open.objective, &after, &mentioned, &before));
    return show(call, &open.objective, in->id, out);
}

/* DELETE /api/v1/comments/{id}: its words are nowhere any more, not even in its history. */
enum err
comment_delete(struct call *call, const struct by_id *in)
{
    struct open_comment open;

    TRY(comment_open(call, in->id, &open));
    TRY(policy_check(call, VERB_COMMENT_DELETE, &open.subject));
    TRY(call_match(call, open.row.version));
    struct comment after = open.row;
    after.body = STR("");
    after.deleted_at = maybe_of(call->now);
    after.version = open.row.version + 1;
    TRY(q_comment_row_update(call, &after));
    TRY(q_mention_clear(call, after.id));
    TRY(q_comment_words_forget(call, after.id));
    struct happening happening = comment_happening(&open.objective, &after, EVENT_COMMENT_DELETED);
    return record(call, &happening, NULL, NULL);
}
