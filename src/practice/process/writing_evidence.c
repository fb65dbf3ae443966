/* SPDX-License-Identifier: Apache-2.0 */
/* The one kind of evidence that SQL cannot count: what the writing help says of the objectives of a
 * unit, drafts of whoever among them. */
#include "gen/process_sql.h"
#include "practice/process/evidence.h"
#include "practice/writing/level.h"
#include "practice/writing/saved.h"

#define PORTION 200U /* units that are read at once */

/* Has a rule that stops a draft something to say of it? */
static bool
is_stopped(const struct judgement *judgement, const enum writing_level *levels, size_t place)
{
    for (size_t i = 0; i < judgement->count; i++) {
        const struct finding *finding = &judgement->items[i];
        if (finding->objective.has && (size_t)finding->objective.value == place &&
            levels[finding->rule] == WRITING_LEVEL_BLOCK)
            return true;
    }
    return false;
}

/* The stretch of the set that belongs to a unit. */
static struct draft_set
set_of(const struct saved_set *saved, int64_t unit_id)
{
    struct draft_set own = {.unit = true};

    for (size_t i = 0; i < saved->set.count; i++) {
        if (saved->of[i].unit_id != unit_id)
            continue;
        if (own.count++ == 0)
            own.items = &saved->set.items[i];
    }
    return own;
}

/* What a step has, of how many; `same` when it stands there already, or was written with others. */
struct counted {
    int64_t id, have, need;
    bool same;
};

static enum err
count(struct call *call, const struct step *step, const enum writing_level *levels,
      const struct saved_set *saved, struct counted *out)
{
    struct draft_set own = set_of(saved, step->unit_id);
    struct judgement judgement;

    *out = (struct counted){.id = step->id, .need = (int64_t)own.count};
    TRY(judge(call->arena, &own, &judgement));
    for (size_t i = 0; i < own.count; i++)
        out->have += is_stopped(&judgement, levels, i) ? 0 : 1;
    out->same = step->have == out->have && step->need == out->need;
    return OK;
}

/* A statement for all that counted alike. */
static enum err
write_counts(struct call *call, struct counted *counted, size_t size)
{
    struct id_list ids = {.items = arena_array(call->arena, size, sizeof(*ids.items))};

    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < size; i++) {
        if (counted[i].same)
            continue;
        ids.count = 0;
        for (size_t j = i; j < size; j++) {
            struct counted *other = &counted[j];
            if (other->same || other->have != counted[i].have || other->need != counted[i].need)
                continue;
            ids.items[ids.count++] = other->id;
            other->same = j > i;
        }
        TRY(q_step_counts_set(call, counted[i].have, counted[i].need, call->now, &ids));
    }
    return OK;
}

/* Steps of one cycle, so many as a portion holds. */
static enum err
count_portion(struct call *call, const struct step *steps, size_t size,
              const enum writing_level *levels)
{
    struct id_list units = {arena_array(call->arena, size, sizeof(*units.items)), size};
    struct counted *counted = arena_array(call->arena, size, sizeof(*counted));
    struct saved_set saved;

    TRY(arena_failed(call->arena));
    for (size_t i = 0; i < size; i++)
        units.items[i] = steps[i].unit_id;
    TRY(saved_live_load(call, steps[0].cycle_id, &units, &saved));
    for (size_t i = 0; i < size; i++)
        TRY(count(call, &steps[i], levels, &saved, &counted[i]));
    return write_counts(call, counted, size);
}

static size_t
portion_of(const struct step_list *steps, size_t first)
{
    size_t size = 0;

    while (size < PORTION && first + size < steps->count &&
           steps->items[first + size].cycle_id == steps->items[first].cycle_id)
        size++;
    return size;
}

enum err
evidence_writing(struct call *call, usec_t settled)
{
    enum writing_level levels[RULE_COUNT];
    struct step_list steps;
    size_t size;

    TRY(rule_levels_load(call, levels));
    TRY(q_evidence_writing_nothing(call, call->now, settled));
    TRY(q_evidence_writing_steps(call, call->now, settled, &steps));
    for (size_t first = 0; first < steps.count; first += size) {
        struct arena_mark mark = arena_mark(call->arena);
        size = portion_of(&steps, first);
        TRY(count_portion(call, &steps.items[first], size, levels));
        arena_rewind(call->arena, mark);
    }
    return OK;
}
