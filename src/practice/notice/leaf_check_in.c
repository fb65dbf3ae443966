/* SPDX-License-Identifier: Apache-2.0 */
/* One check-in from a message: a number, how sure one is, a note. */
#include "base/decimal.h"
#include "gen/access_sql.h"
#include "gen/checkin.h"
#include "gen/okr_sql.h"
#include "practice/notice/html.h"
#include "practice/notice/leaf_part.h"
#include "practice/notice/one_link.h"
#include "practice/org/who.h"

#define CONFIDENCE_MAX 10
#define NOTE_MAX       10000U
#define REASON_MAX     300U
#define VALUE_MAX      INT64_C(999999999999999) /* ten-thousandths */

struct check_in_leaf {
    struct person person;
    struct key_result row;
    struct objective objective;
};

static enum err
open_leaf(struct call *call, struct str token, struct check_in_leaf *out)
{
    struct check_in_link link;

    TRY(link_read_check_in(call, token, &link));
    if (link.expires_at <= call->now)
        return ERR_NOT_FOUND;
    TRY(q_person_get(call, link.person_id, &out->person));
    TRY(q_key_result_get(call, link.key_result_id, &out->row));
    TRY(q_objective_get(call, out->row.objective_id, &out->objective));
    return out->person.state == PERSON_STATE_ACTIVE ? OK : ERR_NOT_FOUND;
}

/* Milestones and zones are ticked and worded: that is for the client. */
static bool
takes_number(const struct key_result *row)
{
    return row->kind != KR_KIND_MILESTONES && row->kind != KR_KIND_ZONES &&
           row->kind != KR_KIND_YES_NO;
}

static void
put_label(struct buf *body, const char *name, struct str label)
{
    html_put(body, "<label for=\"");
    html_put(body, name);
    html_put(body, "\">");
    html_escape(body, label);
    html_put(body, "</label>");
}

static void
put_value(struct buf *body, const struct check_in_leaf *leaf)
{
    struct str label = word_plain(leaf->person.language, WORD_QUICK_VALUE);

    html_put(body, "<label for=\"value\">");
    html_escape(body, label);
    if (leaf->row.unit_of_measure.len > 0) {
        html_put(body, " (");
        html_escape(body, leaf->row.unit_of_measure);
        html_put(body, ")");
    }
    html_put(body, "</label><input id=\"value\" name=\"value\" inputmode=\"decimal\" required "
                   "autocomplete=\"off\" value=\"");
    if (leaf->row.current_value.has)
        scaled_format(body, leaf->row.current_value.value, 4);
    html_put(body, "\">");
}

static void
put_confidence(struct buf *body, const struct check_in_leaf *leaf)
{
    put_label(body, "confidence", word_plain(leaf->person.language, WORD_QUICK_CONFIDENCE));
    html_put(body, "<select id=\"confidence\" name=\"confidence\"><option value=\"\"></option>");
    for (int i = 0; i <= CONFIDENCE_MAX; i++)
        buf_fmt(body, "<option%s>%d</option>",
                leaf->row.confidence.has && leaf->row.confidence.value == i ? " selected" : "", i);
    html_put(body, "</select>");
}

static void
put_form(struct buf *body, const struct check_in_leaf *leaf)
{
    enum language language = leaf->person.language;

    html_put(body, "<form method=\"post\">");
    buf_fmt(body, "<input type=\"hidden\" name=\"count\" value=\"%lld\">",
            (long long)leaf->row.check_in_count);
    put_value(body, leaf);
    put_confidence(body, leaf);
    put_label(body, "note", word_plain(language, WORD_QUICK_NOTE));
    html_put(body, "<textarea id=\"note\" name=\"note\" rows=\"3\" maxlength=\"2000\"></textarea>"
                   "<button>");
    html_escape(body, word_plain(language, WORD_QUICK_BUTTON));
    html_put(body, "</button></form>");
}

/* The form, with what was wrong above it; or only the way into Koers. */
static enum err
show(struct call *call, const struct check_in_leaf *leaf, struct str wrong, struct leaf *out)
{
    enum language language = leaf->person.language;
    struct buf body;
    const char *path = str_fmt(call->arena, "/objectives/%lld", (long long)leaf->objective.id).ptr;

    leaf_begin(&body, out, language, WORD_QUICK_TITLE);
    html_put(&body, "<p><strong>");
    html_escape(&body, leaf->row.title);
    html_put(&body, "</strong><br><small>");
    html_escape(&body, leaf->objective.title);
    html_put(&body, "</small></p>");
    if (!str_is_null(wrong)) {
        html_put(&body, "<p role=\"alert\">");
        html_escape(&body, wrong);
        html_put(&body, "</p>");
        out->status = 422;
    }
    if (takes_number(&leaf->row))
        put_form(&body, leaf);
    else
        leaf_text(&body, word_plain(language, WORD_QUICK_ELSEWHERE));
    leaf_link(call, &body, path != NULL ? path : "/", word_plain(language, WORD_OPEN));
    return leaf_end(call, &body, out);
}

enum err
leaf_check_in(struct call *call, struct str token, struct leaf *out)
{
    struct check_in_leaf leaf;

    enum err err = open_leaf(call, token, &leaf);
    if (err == ERR_NOT_FOUND)
        return leaf_lost(call, WORD_LEAF_LOST, out);
    TRY(err);
    return show(call, &leaf, (struct str){0}, out);
}

/* Numbers as people type them: a comma is a point. */
static bool
read_value(struct call *call, struct str text, struct maybe *out)
{
    char *copy = str_cstr(call->arena, str_trim(text));
    int64_t value;

    if (copy == NULL)
        return false;
    for (char *c = copy; *c != '\0'; c++)
        *c = *c == ',' ? '.' : *c;
    if (copy[0] == '\0' || scaled_parse(str_from(copy), 4, VALUE_MAX, &value) != OK)
        return false;
    *out = maybe_of(value);
    return true;
}

static struct maybe
read_confidence(struct str text)
{
    int64_t value;

    if (text.len == 0 || scaled_parse(text, 0, CONFIDENCE_MAX, &value) != OK || value < 0)
        return maybe_none();
    return maybe_of(value);
}

/* The note is also the reason where one is asked for. */
static enum err
give(struct call *call, const struct check_in_leaf *leaf, const struct leaf_form *form,
     struct maybe value)
{
    struct check_in_view made;
    struct str note = str_trim(form->note);
    struct check_in_new in = {
        .given = UINT64_MAX,
        .id = leaf->row.id,
        .value = value,
        .confidence = read_confidence(form->confidence),
        .note = note.len > 0 && note.len <= NOTE_MAX ? note : (struct str){0},
        .reason = note.len > 0 && note.len <= REASON_MAX ? note : (struct str){0},
    };

    TRY(who_of_person(call, leaf->person.id, &call->who));
    call->person_id = leaf->person.id;
    return check_in_create(call, &in, &made);
}

static enum err
thank(struct call *call, const struct check_in_leaf *leaf, enum notice_words_list word,
      struct leaf *out)
{
    struct buf body;

    leaf_begin(&body, out, leaf->person.language, word);
    leaf_text(&body, leaf->row.title);
    leaf_link(call, &body, "/check-in", word_plain(leaf->person.language, WORD_OPEN));
    return leaf_end(call, &body, out);
}

enum err
leaf_check_in_now(struct call *call, struct str token, const struct leaf_form *form,
                  struct leaf *out)
{
    struct check_in_leaf leaf;
    struct maybe value;
    int64_t count;

    enum err err = open_leaf(call, token, &leaf);
    if (err == ERR_NOT_FOUND)
        return leaf_lost(call, WORD_LEAF_LOST, out);
    TRY(err);
    enum language language = leaf.person.language;
    if (scaled_parse(form->count, 0, INT64_MAX / 2, &count) != OK ||
        count != leaf.row.check_in_count)
        return thank(call, &leaf, WORD_QUICK_TWICE, out);
    if (!takes_number(&leaf.row) || !read_value(call, form->value, &value))
        return show(call, &leaf, word_plain(language, WORD_QUICK_NO_NUMBER), out);
    err = give(call, &leaf, form, value);
    if (err == OK)
        return thank(call, &leaf, WORD_QUICK_DONE, out);
    if (err != ERR_INVALID && err != ERR_CONFLICT && err != ERR_FORBIDDEN)
        return err;
    return show(call, &leaf, word_plain(language, WORD_QUICK_REFUSED), out);
}
