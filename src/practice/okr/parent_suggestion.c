/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an objective could hang under: published objectives of the units above it, in its cycle,
 * that speak of the same things. Words are compared folded; those that say nothing about a subject
 * are left out. Each suggestion says which words it shares and how many levels above it stands, so
 * that a person can judge it; nothing is linked by itself.
 */
#include <stdlib.h>

#include "gen/okr_sql.h"
#include "model/fold.h"
#include "model/page.h"
#include "model/query_list.h"
#include "practice/okr/alignment_target.h"

#define WORD_LENGTH_MIN 4U /* bytes of a word that says what something is about */
#define WORDS_MAX       120U

struct words {
    struct str items[WORDS_MAX];
    size_t count;
};

/* Of more than three letters, yet about nothing. */
static const char *const empty_words[] = {
    "about",  "after",  "been",  "before",  "each",    "every",  "from",   "have",  "into",
    "least",  "less",   "make",  "more",    "most",    "over",   "than",   "that",  "their",
    "them",   "they",   "this",  "through", "under",   "were",   "what",   "when",  "where",
    "which",  "will",   "with",  "within",  "without", "alle",   "deze",   "door",  "elke",
    "hebben", "iedere", "maken", "meer",    "minder",  "naar",   "niet",   "onder", "onze",
    "voor",   "worden", "wordt", "zijn",    "zodat",   "zonder", "binnen",
};

static bool
is_empty_word(struct str word)
{
    for (size_t i = 0; i < sizeof(empty_words) / sizeof(empty_words[0]); i++)
        if (str_eq(word, str_from(empty_words[i])))
            return true;
    return false;
}

static bool
is_among(const struct words *words, struct str word)
{
    for (size_t i = 0; i < words->count; i++)
        if (str_eq(words->items[i], word))
            return true;
    return false;
}

/* Adds the words of a text, folded, each once; beyond WORDS_MAX a text says no more about itself.
 */
static void
words_add(struct call *call, struct words *words, struct str text)
{
    struct str folded = fold(call->arena, text);
    size_t start = 0;

    for (size_t at = 0; at <= folded.len; at++) {
        unsigned char c = at < folded.len ? (unsigned char)folded.ptr[at] : ' ';
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80)
            continue;
        struct str word = str_slice(folded, start, at - start);
        start = at + 1;
        if (word.len >= WORD_LENGTH_MIN && words->count < WORDS_MAX && !is_empty_word(word) &&
            !is_among(words, word))
            words->items[words->count++] = word;
    }
}

/* Titles of the key results of these objectives, by objective. */
static enum err
titles_load(struct call *call, const int64_t *ids, size_t count, struct title_row_list *out)
{
    struct id_list portion = {.count = count < QUERY_LIST_MAX ? count : QUERY_LIST_MAX};

    portion.items = arena_array(call->arena, portion.count, sizeof(*portion.items));
    TRY(arena_failed(call->arena));
    if (portion.count > 0)
        memcpy(portion.items, ids, portion.count * sizeof(*ids));
    return q_key_result_titles(call, &portion, out);
}

static void
words_of(struct call *call, int64_t id, struct str title, const struct title_row_list *titles,
         struct words *out)
{
    out->count = 0;
    words_add(call, out, title);
    for (size_t i = 0; i < titles->count; i++)
        if (titles->items[i].id == id)
            words_add(call, out, titles->items[i].title);
}

static int64_t
levels_between(struct str upper_path, struct str lower_path)
{
    int64_t levels = 0;

    for (size_t i = upper_path.len; i < lower_path.len; i++)
        levels += lower_path.ptr[i] == '/';
    return levels;
}

static enum err
share(struct call *call, const struct words *mine, const struct words *theirs,
      struct text_list *out)
{
    out->items = arena_array(call->arena, mine->count, sizeof(*out->items));
    TRY(arena_failed(call->arena));
    out->count = 0;
    for (size_t i = 0; i < mine->count; i++)
        if (is_among(theirs, mine->items[i]))
            out->items[out->count++] = mine->items[i];
    return OK;
}

/* More words first, then the nearer, then the older. */
static int
by_worth(const void *a, const void *b)
{
    const struct parent_suggestion *x = a;
    const struct parent_suggestion *y = b;

    if (x->words.count != y->words.count)
        return x->words.count > y->words.count ? -1 : 1;
    if (x->levels != y->levels)
        return x->levels < y->levels ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id);
}

/* Those that nothing bars and that share a word, or stand in the unit directly above. */
static enum err
suggest(const struct judge *judge, struct alignment_target_list *above,
        struct parent_suggestion_list *out)
{
    struct call *call = judge->call;
    const struct open_objective *child = &judge->child;
    struct title_row_list titles, own;
    struct words *mine = arena_new(call->arena, struct words);
    struct words *theirs = arena_new(call->arena, struct words);
    int64_t *ids = arena_array(call->arena, above->count, sizeof(*ids));

    out->items = arena_array(call->arena, above->count, sizeof(*out->items));
    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < above->count; i++)
        ids[i] = above->items[i].id;
    TRY(titles_load(call, &child->row.id, 1, &own));
    TRY(titles_load(call, ids, above->count, &titles));
    words_of(call, child->row.id, child->row.title, &own, mine);
    for (size_t i = 0; i < above->count; i++) {
        const struct alignment_target *row = &above->items[i];
        struct parent_suggestion one = {
            .id = row->id,
            .title = row->title,
            .unit_id = row->unit_id,
            .unit_name = row->unit_name,
            .owner_name = row->owner_name,
            .levels = levels_between(row->unit_path, child->place.unit_path),
        };
        if (judge_bar(judge, row->id, 0, row->unit_path) != ALIGNMENT_BAR_NULL)
            continue;
        words_of(call, row->id, row->title, &titles, theirs);
        TRY(share(call, mine, theirs, &one.words));
        if (one.words.count > 0 || one.levels == 1)
            out->items[out->count++] = one;
    }
    return OK;
}

/* GET /api/v1/objectives/{id}/parent-suggestions */
enum err
parent_suggestion_list(struct call *call, const struct parent_suggestion_query *in,
                       struct parent_suggestion_page *out)
{
    struct judge judge;
    struct alignment_target_list above;
    struct parent_suggestion_list found = {0};
    int64_t from = 0; /* place */

    TRY(judge_begin(call, in->id, &judge));
    TRY(page_read(call, "parent_suggestion_list", in->after, &from, 1));
    TRY(q_alignment_target_above(call, judge.child.row.cycle_id, judge.child.place.unit_path,
                                 &above));
    TRY(suggest(&judge, &above, &found));
    if (found.count > 1)
        qsort(found.items, found.count, sizeof(*found.items), by_worth);
    out->items = found.items + page_slice(call, "parent_suggestion_list", from, in->limit,
                                          found.count, &out->count, &out->next);
    return OK;
}
