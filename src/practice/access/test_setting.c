/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/access/setting.h"

#include "practice/test_support.h"

TEST(setting_update__keeps_every_version)
{
    struct stage stage;
    struct setting_view view;
    struct setting_version_page versions;
    struct settings settings;
    struct setting_patch in = {.name = STR("cadence_days"), .value = STR("7")};

    stage_open(&stage);
    int64_t admin = stage_person(&stage, "Root", "root@example.com");
    stage_grant(&stage, admin, ROLE_ADMIN, 0);
    int64_t unit_admin = stage_person(&stage, "Una", "una@example.com");
    stage_grant(&stage, unit_admin, ROLE_ADMIN, stage_unit(&stage, "Unit", 0));

    CHECK_ERR(setting_update(stage_as(&stage, unit_admin, 0), &in, &view), ERR_FORBIDDEN);
    CHECK_ERR(setting_update(stage_as(&stage, admin, 1), &in, &view), ERR_STALE);
    stage.call.if_match = maybe_of(0);
    call_reset(&stage.call);
    CHECK_OK(setting_update(&stage.call, &in, &view));
    CHECK_STR(view.value, "7");
    CHECK_STR(view.initial, "14");
    CHECK_STR(view.person_name, "Root");
    in.value = STR("0");
    CHECK_ERR(setting_update(stage_as(&stage, admin, 1), &in, &view), ERR_INVALID);
    in.value = STR("21");
    CHECK_OK(setting_update(stage_as(&stage, admin, 1), &in, &view));
    CHECK_OK(settings_load(&stage.call, &settings));
    CHECK_INT(settings.cadence_days, 21);
    struct setting_query query = {.name = in.name, .limit = 50};
    CHECK_OK(setting_history(&stage.call, &query, &versions));
    CHECK_INT(versions.count, 2);
    CHECK_STR(versions.items[1].value, "7");
    query.name = STR("nonsense");
    CHECK_ERR(setting_history(&stage.call, &query, &versions), ERR_NOT_FOUND);
    stage_close(&stage);
}

TEST(setting_today__follows_the_zone)
{
    struct stage stage;
    struct setting_view view;
    struct setting_patch in = {.name = STR("zone"), .value = STR("Pacific/Kiritimati")};
    day_t today;

    stage_open(&stage);
    int64_t admin = stage_person(&stage, "Root", "root@example.com");
    stage_grant(&stage, admin, ROLE_ADMIN, 0);
    CHECK_OK(setting_today(stage_as(&stage, admin, 0), &today));
    CHECK_INT(today, day_of(STAGE_NOW));
    stage.call.if_match = maybe_of(0);
    CHECK_OK(setting_update(&stage.call, &in, &view));
    CHECK_OK(setting_today(&stage.call, &today));
    CHECK_INT(today, day_of(STAGE_NOW) + 1);
    in.value = STR("Mars/Olympus");
    CHECK_ERR(setting_update(stage_as(&stage, admin, 1), &in, &view), ERR_INVALID);
    stage_close(&stage);
}

STAGE_MAIN()
