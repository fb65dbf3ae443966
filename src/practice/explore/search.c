/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Search as typed: objectives, key results, people and units by how the words of their titles and
 * names begin, without case and accents. The newest come first and nothing is ranked beyond that,
 * so that a broad beginning costs no more than a narrow one.
 *
 * The engines find ids by words (search.sql). Who may see them is asked afterwards, of the same
 * queries that lists ask, portion by portion until enough is found: others' drafts are in no
 * result, and no count says that they are there.
 *
 * Where nothing is found as written, words are taken for the nearest ones that texts have (near.c).
 */
#include <stdlib.h>

#include "gen/explore.h"
#include "gen/explore_sql.h"
#include "gen/okr_sql.h"
#include "model/fold.h"
#include "practice/access/setting.h"
#include "practice/explore/near.h"

#define SEARCH_WORDS_MAX 8U     /* of a query; what follows is left out */
#define SEARCH_NEAR_MAX  12U    /* words one mistyped word is taken for */
#define SEARCH_KNOWN_MAX 50000U /* words of one letter that are compared */
#define SEARCH_PORTION   64     /* ids asked for at once */
#define SEARCH_SPARE     4      /* of the first portion, beside twice what is wanted */
#define SEARCH_SEEN_MAX  1024   /* ids per kind, before it gives up finding what one may see */
#define SEARCH_KINDS     4U

struct search {
    struct call *call;
    const struct search_query *in;
    struct str words;  /* as search.sql wants them */
    struct str begins; /* the query, folded */
    day_t today;
    struct search_hit *hits;
    size_t count;
    size_t end; /* of the kind being looked for */
};

static void
hit_add(struct search *search, const struct search_hit *hit)
{
    if (search->count < search->end)
        search->hits[search->count++] = *hit;
}

static enum err
add_objectives(struct search *search, const struct id_list *ids)
{
    struct objective_row_list rows;

    TRY(q_objective_seen(search->call, ids, search->in->cycle_id, search->call->person_id, &rows));
    for (size_t i = 0; i < rows.count; i++) {
        const struct objective_row *row = &rows.items[i];
        hit_add(search, &(struct search_hit){.kind = SEARCH_KIND_OBJECTIVE,
                                             .id = row->id,
                                             .title = row->title,
                                             .unit_id = maybe_of(row->unit_id),
                                             .unit_name = row->unit_name,
                                             .owner_name = row->owner_name,
                                             .cycle_id = maybe_of(row->cycle_id),
                                             .state = row->state});
    }
    return OK;
}

static const struct objective_row *
row_of(const struct objective_row_list *rows, int64_t id)
{
    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].id == id)
            return &rows->items[i];
    return NULL;
}

/* A key result is seen by those who see its objective. */
static enum err
add_key_results(struct search *search, const struct id_list *ids)
{
    struct search_key_result_list found;
    struct objective_row_list rows;
    int64_t objective_ids[SEARCH_PORTION];
    struct id_list portion = {.items = objective_ids};

    TRY(q_search_key_results(search->call, ids, &found));
    for (size_t i = 0; i < found.count; i++)
        objective_ids[portion.count++] = found.items[i].objective_id;
    TRY(q_objective_seen(search->call, &portion, search->in->cycle_id, search->call->person_id,
                         &rows));
    for (size_t i = 0; i < found.count; i++) {
        const struct objective_row *row = row_of(&rows, found.items[i].objective_id);
        if (row == NULL)
            continue;
        hit_add(search, &(struct search_hit){.kind = SEARCH_KIND_KEY_RESULT,
                                             .id = found.items[i].id,
                                             .title = found.items[i].title,
                                             .objective_id = maybe_of(row->id),
                                             .unit_id = maybe_of(row->unit_id),
                                             .unit_name = row->unit_name,
                                             .owner_name = row->owner_name,
                                             .cycle_id = maybe_of(row->cycle_id),
                                             .state = row->state});
    }
    return OK;
}

static enum err
add_people(struct search *search, const struct id_list *ids)
{
    struct search_person_list found;

    TRY(q_search_people(search->call, search->today, ids, &found));
    for (size_t i = 0; i < found.count; i++)
        hit_add(search, &(struct search_hit){.kind = SEARCH_KIND_PERSON,
                                             .id = found.items[i].id,
                                             .title = found.items[i].title,
                                             .unit_name = found.items[i].unit_name,
                                             .person_state = found.items[i].person_state});
    return OK;
}

static enum err
add_units(struct search *search, const struct id_list *ids)
{
    struct search_unit_list found;

    TRY(q_search_units(search->call, ids, search->today, &found));
    for (size_t i = 0; i < found.count; i++)
        hit_add(search, &(struct search_hit){.kind = SEARCH_KIND_UNIT,
                                             .id = found.items[i].id,
                                             .title = found.items[i].title,
                                             .unit_id = maybe_of(found.items[i].id),
                                             .unit_name = found.items[i].unit_name});
    return OK;
}

/* How each kind is found, and how it becomes hits. */
static const struct finder {
    enum err (*ids)(struct call *call, struct str words, int64_t before, int64_t limit,
                    struct id_row_list *out);
    enum err (*add)(struct search *search, const struct id_list *ids);
} finders[SEARCH_KINDS + 1] = {
    [SEARCH_KIND_OBJECTIVE] = {q_search_objective_ids, add_objectives},
    [SEARCH_KIND_KEY_RESULT] = {q_search_key_result_ids, add_key_results},
    [SEARCH_KIND_PERSON] = {q_search_person_ids, add_people},
    [SEARCH_KIND_UNIT] = {q_search_unit_ids, add_units},
};

/* Looks for one kind until there are as many as wanted, or no more. Most of what is found may be
 * seen, so that the first portion is small. */
static enum err
find(struct search *search, enum search_kind kind)
{
    int64_t before = INT64_MAX;
    int64_t limit = 2 * search->in->most + SEARCH_SPARE;

    search->end = search->count + (size_t)search->in->most;
    for (size_t seen = 0; seen < SEARCH_SEEN_MAX;) {
        int64_t ids[SEARCH_PORTION];
        struct id_list portion = {.items = ids};
        struct id_row_list rows;
        limit = limit < SEARCH_PORTION ? limit : SEARCH_PORTION;
        TRY(finders[kind].ids(search->call, search->words, before, limit, &rows));
        if (rows.count == 0)
            return OK;
        for (; portion.count < rows.count; portion.count++)
            ids[portion.count] = rows.items[portion.count].id;
        TRY(finders[kind].add(search, &portion));
        if (search->count == search->end || rows.count < (size_t)limit)
            return OK;
        before = ids[portion.count - 1];
        seen += portion.count;
        limit = SEARCH_PORTION;
    }
    return OK;
}

/* The next word of a folded text; "no text" at its end. */
static struct str
word_next(struct str *rest)
{
    size_t gap;
    size_t end = 0;

    while (rest->len > 0 && (gap = fold_gap(*rest)) > 0)
        *rest = str_slice(*rest, gap, rest->len);
    while (end < rest->len && fold_gap(str_slice(*rest, end, rest->len)) == 0)
        end++;
    struct str word = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end, rest->len);
    return end > 0 ? word : (struct str){0};
}

static size_t
words_of(struct str folded, struct str words[SEARCH_WORDS_MAX])
{
    size_t count = 0;

    while (count < SEARCH_WORDS_MAX) {
        struct str word = word_next(&folded);
        if (str_is_null(word))
            break;
        words[count++] = word;
    }
    return count;
}

static struct str
join(struct call *call, const struct str *words, size_t count)
{
    struct str joined = words[0];

    for (size_t i = 1; i < count; i++)
        joined = str_fmt(call->arena, "%.*s %.*s", STR_FMT(joined), STR_FMT(words[i]));
    return joined;
}

/* A word that texts have, and how far it is from the one typed. */
struct known {
    struct str word;
    unsigned slips;
};

static int
by_nearness(const void *a, const void *b)
{
    const struct known *x = a;
    const struct known *y = b;

    if (x->slips != y->slips)
        return x->slips < y->slips ? -1 : 1;
    if (x->word.len != y->word.len)
        return x->word.len < y->word.len ? -1 : 1;
    return str_cmp(x->word, y->word);
}

/* The nearest words that begin with this letter, added to those found before. */
static enum err
nearest_from(struct call *call, struct str typed, char letter, struct known *near, size_t *count)
{
    struct search_word_list words;
    struct str low = str_fmt(call->arena, "%c", letter);
    struct str high = str_fmt(call->arena, "%c", letter + 1);

    TRY(q_search_words(call, low, high, SEARCH_KNOWN_MAX, &words));
    for (size_t i = 0; i < words.count; i++) {
        struct known known = {words.items[i].word, near_slips(typed, words.items[i].word)};
        if (known.slips > near_allowed(typed))
            continue;
        if (*count < SEARCH_NEAR_MAX)
            near[(*count)++] = known;
        else if (by_nearness(&known, &near[SEARCH_NEAR_MAX - 1]) < 0)
            near[SEARCH_NEAR_MAX - 1] = known;
        qsort(near, *count, sizeof(*near), by_nearness);
    }
    return OK;
}

/* "klnten" becomes "klanten|klantreis": what texts have that it may be. The first letter counts as
 * right, or as swapped with the second. A word that is there stays alone, and one that nothing
 * comes near to is left as it is. */
static enum err
nearest(struct call *call, struct str typed, struct str *out)
{
    struct known near[SEARCH_NEAR_MAX];
    size_t count = 0;

    *out = typed;
    if (near_allowed(typed) == 0 || (unsigned char)typed.ptr[0] >= 0x80U)
        return OK;
    TRY(nearest_from(call, typed, typed.ptr[0], near, &count));
    if (typed.ptr[1] != typed.ptr[0] && (unsigned char)typed.ptr[1] < 0x80U)
        TRY(nearest_from(call, typed, typed.ptr[1], near, &count));
    if (count == 0 || near[0].slips == 0)
        return OK;
    *out = near[0].word;
    for (size_t i = 1; i < count; i++)
        *out = str_fmt(call->arena, "%.*s|%.*s", STR_FMT(*out), STR_FMT(near[i].word));
    return OK;
}

/* Reads "objective,unit" into bits by kind. */
static enum err
kinds_of(struct call *call, struct str text, bool wanted[SEARCH_KINDS + 1])
{
    if (str_is_null(text)) {
        for (size_t kind = 1; kind <= SEARCH_KINDS; kind++)
            wanted[kind] = true;
        return OK;
    }
    while (!str_is_null(text)) {
        int kind = choice_value(search_kind_choice, str_trim(str_cut(text, ',', &text)));
        if (kind == 0)
            fault(call, "?kinds", "not_a_choice",
                  "The kinds are objective, key_result, person and unit, with a comma between.");
        wanted[kind] = true;
    }
    return call_faults(call);
}

/* What begins as the query does comes first within its kind; else the newest stay first. */
static void
order(struct search *search, size_t from)
{
    size_t to = from;

    for (size_t i = from; i < search->count; i++) {
        struct search_hit hit = search->hits[i];
        if (!str_starts(fold(search->call->arena, hit.title), search->begins))
            continue;
        for (size_t j = i; j > to; j--)
            search->hits[j] = search->hits[j - 1];
        search->hits[to++] = hit;
    }
}

static enum err
find_all(struct search *search, const bool wanted[SEARCH_KINDS + 1])
{
    search->count = 0;
    for (size_t kind = 1; kind <= SEARCH_KINDS; kind++) {
        size_t from = search->count;
        if (!wanted[kind])
            continue;
        TRY(find(search, (enum search_kind)kind));
        order(search, from);
    }
    return OK;
}

/* Takes each word for the nearest that texts have; false when all of them stay. */
static enum err
take_nearest(struct call *call, struct str *words, size_t count, bool *ret_changed)
{
    *ret_changed = false;
    for (size_t i = 0; i < count; i++) {
        struct str typed = words[i];
        TRY(nearest(call, typed, &words[i]));
        *ret_changed |= !str_eq(words[i], typed);
    }
    return OK;
}

/* GET /api/v1/search */
enum err
search_get(struct call *call, const struct search_query *in, struct search_view *out)
{
    struct search search = {.call = call, .in = in, .begins = fold(call->arena, in->q)};
    struct str words[SEARCH_WORDS_MAX];
    bool wanted[SEARCH_KINDS + 1] = {false};

    TRY(kinds_of(call, in->kinds, wanted));
    TRY(setting_today(call, &search.today));
    search.hits = arena_array(call->arena, (size_t)in->most * SEARCH_KINDS, sizeof(*search.hits));
    size_t count = words_of(search.begins, words);
    if (search.hits == NULL)
        return ERR_MEMORY;
    if (count == 0)
        return OK;
    search.words = join(call, words, count);
    TRY(find_all(&search, wanted));
    bool changed = false;
    if (search.count == 0)
        TRY(take_nearest(call, words, count, &changed));
    if (changed) {
        search.words = join(call, words, count);
        TRY(find_all(&search, wanted));
        out->near = search.count > 0;
    }
    out->hits = (struct search_hit_list){.items = search.hits, .count = search.count};
    return OK;
}
