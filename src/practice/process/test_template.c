/* SPDX-License-Identifier: Apache-2.0 */
/* What a template refuses: steps that would do nothing. */
#include "practice/process/template.h"

#include "gen/process_sql.h"
#include "practice/test_support.h"

#define LAYERS 20
#define WIDE   4

static struct stage stage;
static int64_t squad, version_id, phase_id;

static void
open_stage(void)
{
    struct process_template_view template;
    struct process_phase_view phase;

    stage_open(&stage);
    squad = stage_person(&stage, "Squad", "squad@example.com");
    stage_grant(&stage, squad, ROLE_OKR_MASTER, 0);
    CHECK_OK(process_template_create(stage_as(&stage, squad, 0),
                                     &(struct process_template_new){.name_en = STR("T")},
                                     &template));
    version_id = template.versions.items[0].id;
    CHECK_OK(process_phase_create(
        stage_as(&stage, squad, 0),
        &(struct process_phase_new){.id = version_id, .name_en = STR("P")}, &phase));
    phase_id = phase.id;
}

static struct process_rule_view
rule(const char *name, enum step_rhythm rhythm, struct id_list after_ids)
{
    struct process_rule_view out = {0};

    CHECK_OK(process_rule_create(stage_as(&stage, squad, 0),
                                 &(struct process_rule_new){.given = UINT64_MAX,
                                                            .id = phase_id,
                                                            .name_en = str_from(name),
                                                            .scope = STEP_SCOPE_UNIT,
                                                            .rhythm = rhythm,
                                                            .evidence = EVIDENCE_SIGNATURE,
                                                            .percent = 100,
                                                            .duty = DUTY_LEADER,
                                                            .anchor = DEADLINE_ANCHOR_CYCLE_END,
                                                            .after_ids = after_ids},
                                 &out));
    return out;
}

static enum err
wait_for(const struct process_rule_view *one, int64_t after_id)
{
    struct process_rule_view out = {0};

    return process_rule_update(stage_as(&stage, squad, one->version),
                               &(struct process_rule_patch){.given = PROCESS_RULE_PATCH_AFTER_IDS,
                                                            .id = one->id,
                                                            .after_ids = {&after_id, 1}},
                               &out);
}

static enum err
repeat(const struct process_rule_view *one, enum step_rhythm rhythm)
{
    struct process_rule_view out = {0};

    return process_rule_update(stage_as(&stage, squad, one->version),
                               &(struct process_rule_patch){.given = PROCESS_RULE_PATCH_RHYTHM,
                                                            .id = one->id,
                                                            .rhythm = rhythm},
                               &out);
}

static enum err
publish(struct process_version_view *out)
{
    struct process_version row;

    CHECK_OK(q_process_version_by_id(&stage.call, version_id, &row));
    return process_version_publish(stage_as(&stage, squad, row.version),
                                   &(struct by_id){.id = version_id}, out);
}

TEST(rule__waits_for_nothing_that_comes_more_often)
{
    open_stage();
    struct process_rule_view once = rule("Once", STEP_RHYTHM_INNER, (struct id_list){0});
    struct process_rule_view often = rule("Often", STEP_RHYTHM_ROUND, (struct id_list){0});
    CHECK_ERR(wait_for(&once, often.id), ERR_INVALID);
    CHECK_OK(wait_for(&often, once.id));
    CHECK_OK(repeat(&once, STEP_RHYTHM_ROUND));
    once.version++;
    often.version++;
    CHECK_ERR(repeat(&often, STEP_RHYTHM_INNER), ERR_INVALID); /* what it waits for is not */
    stage_close(&stage);
}

TEST(rule__is_awaited_by_nothing_that_comes_less_often)
{
    open_stage();
    struct process_rule_view first = rule("First", STEP_RHYTHM_INNER, (struct id_list){0});
    (void)rule("Then", STEP_RHYTHM_INNER, (struct id_list){&first.id, 1});
    CHECK_ERR(repeat(&first, STEP_RHYTHM_ROUND), ERR_INVALID);
    CHECK_OK(repeat(&first, STEP_RHYTHM_CYCLE));
    stage_close(&stage);
}

/* Each of a layer waits for all of the layer before: 4^19 ways from the last to the first. */
TEST(rule__a_circle_is_found_however_many_ways_there_are)
{
    int64_t layer[WIDE];
    struct process_rule_view first = {0};
    struct process_rule_view last = {0};

    open_stage();
    for (int i = 0; i < LAYERS; i++) {
        int64_t next[WIDE];
        for (int k = 0; k < WIDE; k++) {
            last = rule("One", STEP_RHYTHM_INNER, (struct id_list){layer, i > 0 ? WIDE : 0});
            next[k] = last.id;
            if (i == 0 && k == 0)
                first = last;
        }
        memcpy(layer, next, sizeof(layer));
    }
    struct process_rule_view alone = rule("Alone", STEP_RHYTHM_INNER, (struct id_list){0});
    CHECK_OK(wait_for(&alone, last.id));
    CHECK_ERR(wait_for(&first, alone.id), ERR_INVALID);
    CHECK_ERR(wait_for(&first, first.id), ERR_INVALID);
    stage_close(&stage);
}

/* A copy of a version that was published when nobody looked. */
TEST(version__with_a_step_that_does_nothing_is_not_published)
{
    struct process_version_view out = {0};

    open_stage();
    struct process_rule_view once = rule("Once", STEP_RHYTHM_INNER, (struct id_list){0});
    struct process_rule_view often = rule("Often", STEP_RHYTHM_ROUND, (struct id_list){0});
    struct process_rule_after after = {once.id, often.id};
    CHECK_OK(q_process_after_insert(&stage.call, &after));
    CHECK_ERR(publish(&out), ERR_CONFLICT);
    CHECK_STR(str_from(stage.call.code), "after_too_often");
    CHECK_OK(q_process_after_clear(&stage.call, once.id));
    struct process_rule_type type = {often.id, UNIT_TYPE_TEAM};
    struct process_rule row;
    CHECK_OK(q_process_type_insert(&stage.call, &type));
    CHECK_OK(q_process_rule_by_id(&stage.call, often.id, &row));
    row.scope = STEP_SCOPE_LEADER;
    CHECK_OK(q_process_rule_set(&stage.call, &row));
    CHECK_ERR(publish(&out), ERR_CONFLICT);
    CHECK_STR(str_from(stage.call.code), "types_of_no_unit");
    CHECK_OK(q_process_types_clear(&stage.call, often.id));
    CHECK_OK(publish(&out));
    stage_close(&stage);
}

STAGE_MAIN()
