/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/checkin/spread.h"

#include "gen/okr_sql.h"

struct str
path_end(struct call *call, struct str path)
{
    /* '0' is the character behind '/'. */
    return str_fmt(call->arena, "%.*s0", (int)path.len - 1, path.ptr);
}

/* Where each stands today. */
static enum err
stand(struct call *call, const struct standing *standing, struct objective_row_list *rows)
{
    struct standing numbers = *standing;

    numbers.numbers = true;
    return standing_of_rows(call, &numbers, rows->items, rows->count);
}

enum err
spread_load(struct call *call, const struct standing *standing, int64_t cycle_id, struct str low,
            struct str high, struct spread *out)
{
    TRY(q_objective_under(call, cycle_id, low, high, &out->objectives));
    return stand(call, standing, &out->objectives);
}

enum err
spread_load_then(struct call *call, const struct standing *standing, int64_t cycle_id, day_t day,
                 struct str low, struct str high, struct spread *out)
{
    TRY(q_objective_then_under(call, standing_known(standing), day, cycle_id, low, high,
                               &out->objectives));
    return stand(call, standing, &out->objectives);
}

static size_t
count_under(const struct objective_row_list *objectives, struct str path)
{
    size_t count = 0;

    for (size_t i = 0; i < objectives->count; i++)
        count += str_starts(objectives->items[i].unit_path, path);
    return count;
}

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

enum err
spread_sum(struct call *call, const struct spread *spread, struct str path, struct spread_sum *out)
{
    size_t count = 0;
    int64_t of_kind;
    struct rollup_objective *under =
        arena_array(call->arena, count_under(&spread->objectives, path), sizeof(*under));

    *out = (struct spread_sum){.counts = arena_new(call->arena, struct status_counts)};
    if (under == NULL || out->counts == NULL)
        return ERR_MEMORY;
    for (size_t i = 0; i < spread->objectives.count; i++) {
        const struct objective_row *row = &spread->objectives.items[i];
        if (!str_starts(row->unit_path, path))
            continue;
        under[count++] = (struct rollup_objective){
            .kind = row->kind, .status = row->status, .progress = row->progress};
        if (row->known > out->known)
            out->known = row->known;
    }
    out->objective_count = (int64_t)count;
    TRY(spread_kind(OBJECTIVE_KIND_COMMITTED, under, count, out->counts, &of_kind,
                    &out->committed_mean));
    return spread_kind(OBJECTIVE_KIND_ASPIRATIONAL, under, count, out->counts, &of_kind,
                       &out->aspirational_mean);
}
