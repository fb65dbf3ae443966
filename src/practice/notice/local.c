/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/notice/local.h"

#include "model/zone.h"
#include "practice/access/setting.h"

#define MINUTE (60 * USEC_PER_SEC)

enum err
clock_there(struct call *call, struct str zone, day_t *ret_day, int64_t *ret_minute)
{
    int offset = 0;

    if (zone_exists(zone))
        TRY(zone_offset(zone, call->now, &offset));
    usec_t local = call->now + offset * USEC_PER_SEC;
    *ret_day = day_of(local);
    *ret_minute = (local - *ret_day * USEC_PER_DAY) / MINUTE;
    return OK;
}

enum err
day_there(struct call *call, struct str zone, usec_t at, day_t *out)
{
    struct settings settings;

    TRY(settings_load(call, &settings));
    return zone_day(zone_exists(zone) ? zone : settings.zone, at, out);
}
