/* SPDX-License-Identifier: Apache-2.0 */
#include "koers/generate/quarter.h"

#include "koers/generate/direction.h"
#include "practice/okr/rollup.h"

#define PEOPLE_PER_OBJECTIVE 4
#define TOPLINE              5 /* objectives of the whole organisation */
#define UPPER                4 /* of a business unit */
#define LARGE_COUNT          24
#define ROOM_MORE            3  /* a unit that has more than one has up to so many more */
#define KEY_RESULTS_FEW      3  /* or one more */
#define COMMITTED            30 /* of a hundred */
#define DRAFTS               4
#define LINKED               85
#define LINKED_TWICE         10
#define CONTRIBUTES          40
#define ON_KEY_RESULT        15
#define STOPS                8
#define YES_NO_EVERY         29 /* key results */
#define ZONES_EVERY          37
#define END_MAX              INT64_C(1150000) /* of what was aimed for, in parts per million */
#define WEIGHT_KINDS         3

/* Days to the start of the quarter at which units of a depth begin and publish: direction comes
 * from above. All have begun before the first publishes. */
static const struct {
    day_t begun;
    day_t published;
} preparation[WORLD_DEPTHS] = {{-28, -14}, {-25, -11}, {-22, -8}, {-19, -5}, {-16, -2}};

day_t
quarter_begun(const struct quarter *quarter, const struct aim *aim)
{
    return quarter->start + preparation[quarter->world->units[aim->unit].depth].begun;
}

day_t
quarter_published(const struct quarter *quarter, const struct aim *aim)
{
    return quarter->start + preparation[quarter->world->units[aim->unit].depth].published;
}

struct happening
quarter_happening(const struct aim *aim, const char *kind, bool hidden)
{
    return (struct happening){.kind = kind,
                              .type = &type_objective,
                              .subject_id = aim->row.id,
                              .unit_id = maybe_of(aim->row.unit_id),
                              .cycle_id = maybe_of(aim->row.cycle_id),
                              .owner_id = aim->row.owner_id,
                              .hidden = hidden};
}

/* ---- how many ---------------------------------------------------------------------------------
 */

/* Gives each unit its objectives: what must be first, then rounds until none is left. The unit at
 * the top neither is silent nor large, so that each round gives some. */
static void
deal(const struct world *world, int64_t left, int64_t *counts)
{
    for (int64_t i = 0; i < world->unit_count && left > 0; i++) {
        const struct world_unit *unit = &world->units[i];
        int64_t wanted = unit->depth == 0   ? TOPLINE
                         : unit->depth == 1 ? UPPER
                         : unit->large      ? LARGE_COUNT
                                            : 0;
        counts[i] = wanted < left ? wanted : left;
        left -= counts[i];
    }
    for (int64_t i = 0; left > 0; i = (i + 1) % world->unit_count) {
        const struct world_unit *unit = &world->units[i];
        int64_t wanted =
            unit->speaks_not || unit->large
                ? 0
                : 1 + chance_skewed(world_seed(world), CHANCE_ROOM, i + left, ROOM_MORE);
        wanted = wanted < left ? wanted : left;
        counts[i] += wanted;
        left -= wanted;
    }
}

/* ---- one objective ----------------------------------------------------------------------------
 */

static struct str
title_of(const struct quarter *quarter, int64_t id, enum language language)
{
    uint64_t seed = world_seed(quarter->world);
    struct str aim =
        wording_line(language, GENERATE_WORDS_AIM, chance_below(seed, CHANCE_TITLE, id, INT32_MAX));
    struct str scope = wording_line(language, GENERATE_WORDS_SCOPE,
                                    chance_below(seed, CHANCE_SCOPE, id, INT32_MAX));

    return str_fmt(quarter->arena, "%.*s %.*s", STR_FMT(aim), STR_FMT(scope));
}

static void
live(const struct quarter *quarter, struct aim *aim, bool draft)
{
    const struct world *world = quarter->world;
    struct objective *row = &aim->row;

    row->created_at = world_moment(world, quarter_begun(quarter, aim), row->id);
    row->state = OBJECTIVE_STATE_DRAFT;
    row->version = 1;
    if (draft)
        return;
    row->state = OBJECTIVE_STATE_PUBLISHED;
    row->published_at = maybe_of(world_moment(world, quarter_published(quarter, aim), row->id));
    row->version = 2;
}

static void
plan_aim(struct quarter *quarter, int64_t unit, int64_t rank, struct book *book)
{
    const struct world *world = quarter->world;
    const struct world_unit *of = &world->units[unit];
    uint64_t seed = world_seed(world);
    struct aim *aim = &quarter->aims[quarter->aim_count++];
    int64_t id = book_id(book, &type_objective);
    int64_t owner = rank == 0 ? world_leader(unit) : world_somebody(world, unit, id);

    *aim = (struct aim){.unit = unit, .links = {{.parent = -1}, {.parent = -1}}};
    aim->row = (struct objective){
        .id = id,
        .cycle_id = quarter->cycle_id,
        .unit_id = unit + 1,
        .owner_id = maybe_of(owner),
        .theme_id = unit == 0 ? maybe_of(1 + rank % theme_count()) : maybe_none(),
        .title = title_of(quarter, id, of->place->language),
        .description = wording_line(of->place->language, GENERATE_WORDS_WHY,
                                    chance_below(seed, CHANCE_WHY, id, INT32_MAX)),
        .kind = chance_of(seed, CHANCE_KIND, id, COMMITTED) ? OBJECTIVE_KIND_COMMITTED
                                                            : OBJECTIVE_KIND_ASPIRATIONAL,
        .rank = rank,
        .created_by = maybe_of(owner),
    };
    live(quarter, aim,
         !quarter->is_over && of->depth > 1 && chance_of(seed, CHANCE_DRAFT, id, DRAFTS));
}

/* ---- key results ------------------------------------------------------------------------------
 */

/* Of which kind it is measured. Zones are for aspirational objectives alone. */
static enum err
word_measure(const struct aim *aim, enum language language, int64_t of, struct key_result *row)
{
    if (row->id % YES_NO_EVERY == 0) {
        row->kind = KR_KIND_YES_NO;
        row->title = wording_line(language, GENERATE_WORDS_YES_NO, of);
        row->unit_of_measure = STR("");
        return OK;
    }
    if (row->id % ZONES_EVERY == 0 && aim->row.kind == OBJECTIVE_KIND_ASPIRATIONAL) {
        row->kind = KR_KIND_ZONES;
        row->title = wording_part(language, GENERATE_WORDS_ZONES, of, 0);
        row->commit_text = wording_part(language, GENERATE_WORDS_ZONES, of, 1);
        row->target_text = wording_part(language, GENERATE_WORDS_ZONES, of, 2);
        row->stretch_text = wording_part(language, GENERATE_WORDS_ZONES, of, 3);
        row->unit_of_measure = STR("");
        return OK;
    }
    return wording_measure(language, of, row);
}

static enum err
plan_key_result(struct quarter *quarter, size_t at, int64_t rank, struct book *book)
{
    static const weight_t weights[WEIGHT_KINDS] = {WEIGHT_USUAL, WEIGHT_USUAL, 2 * WEIGHT_USUAL};
    const struct world *world = quarter->world;
    const struct aim *aim = &quarter->aims[at];
    const struct world_unit *of = &world->units[aim->unit];
    uint64_t seed = world_seed(world);
    struct measured *measured = &quarter->measured[quarter->measured_count++];
    struct key_result *row = &measured->row;
    int64_t id = book_id(book, &type_key_result);

    *measured = (struct measured){.aim = at, .stops_after = INT64_MAX};
    *row = (struct key_result){
        .id = id,
        .objective_id = aim->row.id,
        .owner_id = rank % 2 == 1 ? maybe_of(world_somebody(world, aim->unit, -id)) : maybe_none(),
        .period_rule = PERIOD_RULE_LATEST,
        .weight = weights[chance_below(seed, CHANCE_WEIGHT, id, WEIGHT_KINDS)],
        .rank = rank,
        .created_at = aim->row.created_at,
        .version = 1,
    };
    TRY(word_measure(aim, of->place->language,
                     chance_below(seed, CHANCE_MEASURE, id, INT32_MAX / 2) + rank, row));
    measured->end = END_MAX - chance_skewed(seed, CHANCE_END, id, END_MAX);
    if (of->quiet || aim->row.state == OBJECTIVE_STATE_DRAFT)
        measured->stops_after = 0;
    else if (chance_of(seed, CHANCE_STOP, id, STOPS))
        measured->stops_after = id % KEY_RESULTS_FEW;
    return OK;
}

static enum err
plan_key_results(struct quarter *quarter, struct book *book)
{
    for (size_t i = 0; i < quarter->aim_count; i++) {
        struct aim *aim = &quarter->aims[i];
        aim->first = quarter->measured_count;
        aim->count = KEY_RESULTS_FEW + i % 2;
        for (size_t rank = 0; rank < aim->count; rank++)
            TRY(plan_key_result(quarter, i, (int64_t)rank, book));
        aim->row.edition = 1 + (int64_t)aim->count;
    }
    return OK;
}

/* ---- links ------------------------------------------------------------------------------------
 */

/* The objectives of each unit are a stretch of the array. */
struct stretch {
    int64_t first;
    int64_t count;
};

/* One of the nearest unit above that has any; under a draft nobody but its own people may hang. */
static int64_t
above(const struct quarter *quarter, const struct stretch *of, int64_t unit, int64_t chance)
{
    const struct world *world = quarter->world;

    do
        unit = world->units[unit].parent;
    while (unit >= 0 && of[unit].count == 0);
    if (unit < 0)
        return -1;
    int64_t place =
        of[unit].first + chance_below(world_seed(world), CHANCE_LINK, chance, of[unit].count);
    return quarter->aims[place].row.state == OBJECTIVE_STATE_DRAFT ? -1 : place;
}

static struct aim_link
link_to(const struct quarter *quarter, int64_t parent, int64_t chance)
{
    uint64_t seed = world_seed(quarter->world);
    struct aim_link link = {.parent = parent, .kind = ALIGNMENT_KIND_SUPPORTS};

    if (parent >= 0 && chance_of(seed, CHANCE_LINK_KIND, chance, CONTRIBUTES))
        link.kind = ALIGNMENT_KIND_CONTRIBUTES;
    else
        link.of_key_result = chance_of(seed, CHANCE_LINK_KIND, -chance, ON_KEY_RESULT);
    return link;
}

static void
plan_links(struct quarter *quarter, const struct stretch *of)
{
    uint64_t seed = world_seed(quarter->world);

    for (size_t i = 0; i < quarter->aim_count; i++) {
        struct aim *aim = &quarter->aims[i];
        int64_t id = aim->row.id;
        if (!chance_of(seed, CHANCE_LINK_SECOND, -id, LINKED))
            continue;
        aim->links[0] = link_to(quarter, above(quarter, of, aim->unit, id), id);
        if (!chance_of(seed, CHANCE_LINK_SECOND, id, LINKED_TWICE))
            continue;
        int64_t second = above(quarter, of, aim->unit, -id);
        if (second != aim->links[0].parent)
            aim->links[1] = link_to(quarter, second, id << 1);
    }
}

enum err
quarter_plan(struct quarter *quarter, struct arena *arena, const struct world *world, int number,
             struct book *book)
{
    int64_t people = world->order.people;
    size_t count = (size_t)(people < PEOPLE_PER_OBJECTIVE ? 1 : people / PEOPLE_PER_OBJECTIVE);
    day_t end = world_quarter_start(world, number + 1) - 1;
    bool is_over = number < world->quarter_count - 1;

    *quarter = (struct quarter){
        .world = world,
        .arena = arena,
        .number = number,
        .start = world_quarter_start(world, number),
        .end = end,
        .is_over = is_over,
        .until = is_over ? end + 1 : world->order.today,
        .cycle_id = cycle_id_of(world, number),
        .aims = arena_array(arena, count, sizeof(*quarter->aims)),
        .measured = arena_array(arena, count * (KEY_RESULTS_FEW + 1), sizeof(*quarter->measured)),
    };
    struct stretch *of = arena_array(arena, (size_t)world->unit_count, sizeof(*of));
    int64_t *counts = arena_array(arena, (size_t)world->unit_count, sizeof(*counts));
    TRY(arena_failed(arena));
    deal(world, (int64_t)count, counts);
    for (int64_t unit = 0; unit < world->unit_count; unit++) {
        of[unit] = (struct stretch){(int64_t)quarter->aim_count, counts[unit]};
        for (int64_t rank = 0; rank < counts[unit]; rank++)
            plan_aim(quarter, unit, rank, book);
    }
    TRY(plan_key_results(quarter, book));
    plan_links(quarter, of);
    return arena_failed(arena);
}

/* ---- roll-up ----------------------------------------------------------------------------------
 */

/* Items of every objective, each with room for what contributes to it. */
struct items {
    struct rollup_item *items;
    size_t count;
};

static enum err
make_room(struct quarter *quarter, struct items **out)
{
    struct items *all = arena_array(quarter->arena, quarter->aim_count, sizeof(*all));

    TRY(arena_failed(quarter->arena));
    for (size_t i = 0; i < quarter->aim_count; i++)
        quarter->aims[i].below = 0;
    for (size_t i = 0; i < quarter->aim_count; i++)
        for (size_t k = 0; k < QUARTER_LINKS_MAX; k++) {
            const struct aim_link *link = &quarter->aims[i].links[k];
            if (link->parent >= 0 && link->kind == ALIGNMENT_KIND_CONTRIBUTES)
                quarter->aims[link->parent].below++;
        }
    for (size_t i = 0; i < quarter->aim_count; i++) {
        const struct aim *aim = &quarter->aims[i];
        all[i].items =
            arena_array(quarter->arena, aim->count + (size_t)aim->below, sizeof(*all[i].items));
        TRY(arena_failed(quarter->arena));
    }
    *out = all;
    return OK;
}

static void
add_item(struct items *to, weight_t weight, struct maybe contribution)
{
    to->items[to->count++] = (struct rollup_item){.weight = weight, .contribution = contribution};
}

/* From the last to the first: what is below was computed before. */
enum err
quarter_roll_up(struct quarter *quarter)
{
    struct items *all;

    TRY(make_room(quarter, &all));
    for (size_t i = quarter->aim_count; i-- > 0;) {
        struct aim *aim = &quarter->aims[i];
        struct rollup rollup;
        for (size_t k = aim->first; k < aim->first + aim->count; k++)
            add_item(&all[i], quarter->measured[k].row.weight,
                     maybe_of(quarter->measured[k].row.contribution));
        TRY(rollup_of(all[i].items, all[i].count, &rollup));
        aim->row.progress = rollup.progress;
        for (size_t k = 0; k < QUARTER_LINKS_MAX; k++) {
            const struct aim_link *link = &aim->links[k];
            if (link->parent >= 0 && link->kind == ALIGNMENT_KIND_CONTRIBUTES &&
                aim->row.state != OBJECTIVE_STATE_DRAFT)
                add_item(&all[link->parent], WEIGHT_USUAL, aim->row.progress);
        }
    }
    return OK;
}
