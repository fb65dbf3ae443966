/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/checkin/spread.h"

#include "gen/okr_sql.h"
#include "practice/okr/ratio.h"

struct str
path_end(struct call *call, struct str path)
{
    /* '0' is the character behind '/'. */
    return str_fmt(call->arena, "%.*s0", (int)path.len - 1, path.ptr);
}

/* ---- objectives ---------------------------------------------------------------------------------
 */

static void
count_add(struct status_counts *counts, enum status status, int64_t n)
{
    switch (status) {
    case STATUS_ON_TRACK:
        counts->on_track += n;
        return;
    case STATUS_BEHIND:
        counts->behind += n;
        return;
    case STATUS_AT_RISK:
        counts->at_risk += n;
        return;
    case STATUS_OUTDATED:
        counts->outdated += n;
        return;
    case STATUS_NO_DATA:
        counts->no_data += n;
        return;
    case STATUS_NOT_STARTED:
        counts->not_started += n;
        return;
    case STATUS_DRAFT:
        counts->draft += n;
        return;
    case STATUS_CLOSED:
        counts->closed += n;
        return;
    case STATUS_NULL:
    case STATUS_DROPPED:
    case STATUS_POSTPONED:
        counts->other += n;
        return;
    }
}

enum err
spread_kind(enum objective_kind kind, const struct rollup_objective *objectives, size_t count,
            struct status_counts *counts, int64_t *ret_count, struct maybe *ret_mean)
{
    struct rollup_spread sum;

    TRY(rollup_spread_of(kind, objectives, count, &sum));
    for (int status = STATUS_DRAFT; status <= STATUS_AT_RISK; status++)
        count_add(counts, (enum status)status, sum.by_status[status]);
    *ret_count = sum.count;
    *ret_mean = sum.mean;
    return OK;
}

/* ---- units of a level ---------------------------------------------------------------------------
 */

enum err
spread_begin(struct call *call, const struct tree_unit_list *units, struct str above,
             struct spread *out)
{
    *out = (struct spread){.call = call, .above = above.len};
    out->tallies = arena_array(call->arena, units->count, sizeof(*out->tallies));
    TRY(arena_failed(call->arena));
    idmap_init(&out->places, call->arena);
    for (size_t i = 0; i < units->count; i++)
        TRY(idmap_set(&out->places, units->items[i].id, i));
    return OK;
}

/* The unit of the level on whose path a unit lies; NULL: none that is shown. */
static struct spread_tally *
tally_of(const struct spread *spread, struct str path)
{
    struct str rest = str_slice(path, spread->above, path.len);
    struct str first = str_cut(rest, '/', &rest);
    size_t place;
    int64_t id;

    if (scaled_parse(first, 0, INT64_MAX, &id) != OK || !idmap_get(&spread->places, id, &place))
        return NULL;
    return &spread->tallies[place];
}

static void
count_objective(int64_t *numbers, const struct objective_row *row)
{
    bool committed = row->kind == OBJECTIVE_KIND_COMMITTED;

    numbers[SPREAD_STATUS + row->status]++;
    if (!row->progress.has)
        return;
    numbers[committed ? SPREAD_COMMITTED : SPREAD_ASPIRATIONAL] += row->progress.value;
    numbers[committed ? SPREAD_COMMITTED_KNOWN : SPREAD_ASPIRATIONAL_KNOWN]++;
}

static enum err
add_kept(void *arg, const struct kept_unit *unit, const int64_t *numbers)
{
    struct spread_tally *tally = tally_of(arg, unit->path);

    for (unsigned i = 0; tally != NULL && i < SPREAD_NUMBERS; i++)
        tally->numbers[i] += numbers[i];
    return OK;
}

enum err
spread_add(struct spread *spread, const struct cycle *cycle, struct str low, struct str high)
{
    struct spread_sums sums;
    struct kept_rule rule;

    TRY(spread_sums_begin(spread->call, cycle, &sums, &rule));
    return kept_read(spread->call, &rule, cycle->id, low, high, add_kept, spread);
}

static enum err
add_rows(void *arg, const struct objective_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct spread_tally *tally = tally_of(arg, rows[i].unit_path);
        if (tally == NULL)
            continue;
        count_objective(tally->numbers, &rows[i]);
        if (rows[i].known > tally->known)
            tally->known = rows[i].known;
    }
    return OK;
}

enum err
spread_add_then(struct spread *spread, const struct standing *standing, int64_t cycle_id, day_t day,
                struct str low, struct str high)
{
    struct standing numbers = *standing;
    struct objective_row_list rows;

    numbers.numbers = true;
    TRY(q_objective_then_under(spread->call, standing_known(standing), day, cycle_id, low, high,
                               &rows));
    return standing_walk(spread->call, &numbers, rows.items, rows.count, add_rows, spread);
}

static enum err
mean_of(const int64_t *numbers, enum spread_number sum, enum spread_number known, struct maybe *out)
{
    *out = maybe_none();
    if (numbers[known] == 0)
        return OK;
    out->has = true;
    return ratio_round(numbers[sum], numbers[known], &out->value);
}

enum err
spread_sum(const struct spread *spread, size_t place, struct spread_sum *out)
{
    const struct spread_tally *tally = &spread->tallies[place];
    const int64_t *numbers = tally->numbers;

    *out = (struct spread_sum){.known = tally->known,
                               .counts = arena_new(spread->call->arena, struct status_counts)};
    TRY(arena_failed(spread->call->arena));
    for (int status = STATUS_NULL; status <= STATUS_AT_RISK; status++) {
        out->objective_count += numbers[SPREAD_STATUS + status];
        if (status != STATUS_NULL)
            count_add(out->counts, (enum status)status, numbers[SPREAD_STATUS + status]);
    }
    TRY(mean_of(numbers, SPREAD_COMMITTED, SPREAD_COMMITTED_KNOWN, &out->committed_mean));
    return mean_of(numbers, SPREAD_ASPIRATIONAL, SPREAD_ASPIRATIONAL_KNOWN,
                   &out->aspirational_mean);
}

/* ---- what is kept of each unit ------------------------------------------------------------------
 */

static enum err
compute(void *arg, const struct kept_batch *batch)
{
    struct spread_sums *sums = arg;
    struct objective_row_list rows;
    size_t unit;

    TRY(q_objective_of_units(sums->call, sums->cycle->id, batch->unit_ids, &rows));
    sums->standing.zone_last = (struct str){0};
    sums->standing.today_ends = KEPT_FAR;
    TRY(standing_of_rows(sums->call, &sums->standing, rows.items, rows.count));
    for (size_t i = 0; i < rows.count; i++)
        if (idmap_get(&batch->places, rows.items[i].unit_id, &unit))
            count_objective(&batch->numbers[unit * SPREAD_NUMBERS], &rows.items[i]);
    /* Another day begins for one of these, or for one that contributes to them. */
    for (size_t i = 0; i < batch->unit_ids->count; i++)
        batch->until[i] = sums->standing.today_ends;
    return OK;
}

enum err
spread_sums_begin(struct call *call, const struct cycle *cycle, struct spread_sums *out,
                  struct kept_rule *ret_rule)
{
    day_t today;

    out->call = call;
    out->cycle = cycle;
    TRY(standing_begin(call, &out->standing));
    TRY(standing_today(call, &out->standing, STR(""), &today));
    out->standing.numbers = true;
    *ret_rule = (struct kept_rule){
        .kind = STR("tree"), .width = SPREAD_NUMBERS, .day = today, .compute = compute, .arg = out};
    return OK;
}
