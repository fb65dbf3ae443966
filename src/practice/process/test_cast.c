/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/process/test_cast.h"

#include "gen/okr_sql.h"
#include "gen/process_sql.h"
#include "practice/process/start.h"
#include "practice/process/template.h"
#include "practice/record/record.h"

day_t
day(const char *text)
{
    day_t out = 0;

    CHECK_OK(day_parse(str_from(text), &out));
    return out;
}

void
go_to(struct cast *c, const char *text)
{
    c->call->now = day(text) * USEC_PER_DAY + 8 * HOUR;
}

void
tick(struct cast *c)
{
    int64_t horizon;
    int64_t done;

    CHECK_OK(call_txid_horizon(c->call, &horizon));
    stage_sql(&c->stage, str_fmt(c->call->arena, "UPDATE event SET txid = %lld WHERE txid >= %lld",
                                 (long long)horizon - 1, (long long)horizon)
                             .ptr);
    CHECK_OK(process_tick(c->call, &done));
}

void
begin(struct cast *c)
{
    struct process_version version;
    int64_t template_id;

    stage_open(&c->stage);
    c->call = &c->stage.call;
    c->top = stage_unit(&c->stage, "Top", 0);
    c->shop = stage_unit(&c->stage, "Shop", c->top);
    c->boss = stage_person(&c->stage, "Boss", "boss@example.com");
    c->lena = stage_person(&c->stage, "Lena", "lena@example.com");
    c->dora = stage_person(&c->stage, "Dora", "dora@example.com");
    c->squad = stage_person(&c->stage, "Squad", "squad@example.com");
    stage_grant(&c->stage, c->boss, ROLE_LEADER, c->top);
    stage_grant(&c->stage, c->lena, ROLE_LEADER, c->shop);
    stage_grant(&c->stage, c->squad, ROLE_OKR_MASTER, 0);
    int64_t cycle_id = stage_cycle(&c->stage, c->squad, "Q1", day("2027-01-01"), day("2027-03-31"));
    c->call = stage_as(&c->stage, 0, 0);
    CHECK_OK(process_dare_add(c->call, &template_id));
    CHECK_OK(q_process_version_newest(c->call, template_id, &version));
    c->process = (struct process){.version_id = version.id, .cycle_id = cycle_id};
    CHECK_OK(process_begin(c->call, &c->process));
    tick(c); /* what the stage told of itself is no news any more */
}

struct step_row_list
steps(struct cast *c)
{
    struct step_row_list rows = {0};
    struct maybe none = maybe_none();

    CHECK_OK(q_step_page(c->call, none, none, none, STR("/"), STR("0"), STR("all"), c->call->now,
                         c->squad, 0, INT64_MIN, 0, 10000, &rows));
    return rows;
}

struct step_row
step_named(struct cast *c, const char *name, int64_t unit_id)
{
    struct step_row_list rows = steps(c);

    for (size_t i = 0; i < rows.count; i++) {
        rows.items[i].state = step_state(STEP_FACTS(&rows.items[i]), c->call->now);
        if (rows.items[i].unit_id == unit_id && str_eq(rows.items[i].name_en, str_from(name)))
            return rows.items[i];
    }
    CHECK_STR(STR("no such step"), name); /* says which */
    return (struct step_row){0};
}

struct step_row
first_round(struct cast *c, const char *name)
{
    struct step_row row = step_named(c, name, c->shop);

    CHECK_INT(row.round, 1);
    return row;
}

/* ---- objectives ------------------------------------------------------------------------------ */

struct objective
draft(struct cast *c, const char *title)
{
    struct objective row = {.unit_id = c->shop,
                            .cycle_id = c->process.cycle_id,
                            .title = str_from(title),
                            .kind = OBJECTIVE_KIND_ASPIRATIONAL,
                            .state = OBJECTIVE_STATE_DRAFT,
                            .owner_id = maybe_of(c->lena),
                            .created_by = maybe_of(c->lena),
                            .created_at = c->call->now,
                            .version = 1};
    CHECK_OK(q_objective_insert(c->call, &row, &row.id));
    struct happening happening = {.kind = EVENT_OBJECTIVE_CREATED,
                                  .type = &type_objective,
                                  .subject_id = row.id,
                                  .unit_id = maybe_of(c->shop)};
    CHECK_OK(record(c->call, &happening, NULL, NULL));
    return row;
}

void
save(struct cast *c, const struct objective *row)
{
    CHECK_OK(q_objective_update(c->call, row));
    CHECK_OK(q_unit_mark(c->call, c->shop));
}

void
publish(struct cast *c, struct objective *row)
{
    row->state = OBJECTIVE_STATE_PUBLISHED;
    row->published_at = maybe_of(c->call->now);
    save(c, row);
}

void
measure(struct cast *c, const struct objective *row)
{
    struct key_result key_result = {.objective_id = row->id,
                                    .title = STR("Wait at the till"),
                                    .kind = KR_KIND_DECREASE,
                                    .unit_of_measure = STR("min"),
                                    .period_rule = PERIOD_RULE_LATEST,
                                    .weight = 10000,
                                    .created_at = c->call->now,
                                    .version = 1};
    CHECK_OK(q_key_result_insert(c->call, &key_result, &key_result.id));
}
