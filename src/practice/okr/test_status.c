/* SPDX-License-Identifier: Apache-2.0 */
#include "base/test.h"
#include "practice/okr/status.h"

/* On day 50 of 100, checked in today, exactly as expected. */
static const struct status_key_result healthy = {
    .life = {.start_day = 0, .end_day = 100},
    .kind = KR_KIND_INCREASE,
    .last_day = {.value = 50, .has = true},
};

static enum status
status_on(struct status_key_result key_result, day_t today)
{
    return status_of_key_result(&key_result, today, &okr_rules_usual);
}

TEST(status__takes_the_first_that_holds)
{
    struct status_key_result kr = healthy;

    kr.gap = 1000000;
    CHECK_INT(status_on(kr, 50), STATUS_AT_RISK);
    kr.no_data = true;
    CHECK_INT(status_on(kr, 50), STATUS_NO_DATA);
    CHECK_INT(status_on(kr, 90), STATUS_OUTDATED);
    CHECK_INT(status_on(kr, -1), STATUS_NOT_STARTED);
    kr.life.postponed = true;
    CHECK_INT(status_on(kr, -1), STATUS_POSTPONED);
    kr.life.dropped = true;
    CHECK_INT(status_on(kr, -1), STATUS_DROPPED);
    kr.life.closed = true;
    CHECK_INT(status_on(kr, -1), STATUS_CLOSED);
    kr.life.draft = true;
    CHECK_INT(status_on(kr, -1), STATUS_DRAFT);
}

TEST(status__by_gap)
{
    struct status_key_result kr = healthy;

    kr.gap = 100000;
    CHECK_INT(status_on(kr, 50), STATUS_ON_TRACK);
    kr.gap = 100001;
    CHECK_INT(status_on(kr, 50), STATUS_BEHIND);
    kr.gap = 250000;
    CHECK_INT(status_on(kr, 50), STATUS_BEHIND);
    kr.gap = 250001;
    CHECK_INT(status_on(kr, 50), STATUS_AT_RISK);
    kr.gap = -300000;
    CHECK_INT(status_on(kr, 50), STATUS_ON_TRACK);
}

TEST(status__is_patient_at_the_start)
{
    struct status_key_result kr = healthy;

    kr.last_day = maybe_of(14);
    kr.gap = 1000000;
    CHECK_INT(status_on(kr, 14), STATUS_ON_TRACK);
    CHECK_INT(status_on(kr, 15), STATUS_AT_RISK);
    kr.kind = KR_KIND_AT_MOST;
    CHECK_INT(status_on(kr, 14), STATUS_AT_RISK);
    kr.kind = KR_KIND_RANGE;
    CHECK_INT(status_on(kr, 14), STATUS_AT_RISK);
}

TEST(status__is_outdated_after_cadence_and_grace)
{
    struct status_key_result kr = healthy;

    CHECK_INT(status_on(kr, 67), STATUS_ON_TRACK);
    CHECK_INT(status_on(kr, 68), STATUS_OUTDATED);
    kr.last_day = maybe_none();
    kr.no_data = true;
    CHECK_INT(status_on(kr, 17), STATUS_NO_DATA);
    CHECK_INT(status_on(kr, 18), STATUS_OUTDATED);
    CHECK_INT(status_next_check_in(0, maybe_of(50), &okr_rules_usual), 64);
    CHECK_INT(status_next_check_in(7, maybe_none(), &okr_rules_usual), 21);
}

TEST(status__of_an_objective)
{
    struct status_objective objective = {
        .life = {.start_day = 0, .end_day = 100}, .has_data = true, .gap = maybe_of(200000)};

    CHECK_INT(status_of_objective(&objective, 50, &okr_rules_usual), STATUS_BEHIND);
    CHECK_INT(status_of_objective(&objective, 10, &okr_rules_usual), STATUS_ON_TRACK);
    objective.has_data = false;
    CHECK_INT(status_of_objective(&objective, 10, &okr_rules_usual), STATUS_NO_DATA);
    objective.has_data = true;
    objective.gap = maybe_none();
    CHECK_INT(status_of_objective(&objective, 10, &okr_rules_usual), STATUS_NO_DATA);
    objective.outdated_count = 1;
    CHECK_INT(status_of_objective(&objective, 10, &okr_rules_usual), STATUS_OUTDATED);
    objective.life.closed = true;
    CHECK_INT(status_of_objective(&objective, 10, &okr_rules_usual), STATUS_CLOSED);
}

TEST_MAIN()
