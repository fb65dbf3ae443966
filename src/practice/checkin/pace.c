/* SPDX-License-Identifier: Apache-2.0 */
/* Where a key result ends at the pace of its last check-ins. */
#include "gen/checkin.h"
#include "practice/checkin/evidence.h"
#include "practice/okr/forecast.h"

static const enum forecast_none reason_of[] = {
    [FORECAST_GIVEN] = FORECAST_NONE_NULL,
    [FORECAST_KIND] = FORECAST_NONE_KIND,
    [FORECAST_FEW_CHECK_INS] = FORECAST_NONE_FEW_CHECK_INS,
    [FORECAST_FEW_DAYS] = FORECAST_NONE_FEW_DAYS,
    [FORECAST_TOO_FAR] = FORECAST_NONE_TOO_FAR,
};

/* GET /api/v1/key-results/{id}/forecast */
enum err
key_result_forecast(struct call *call, const struct by_id *in, struct forecast_view *out)
{
    static const struct measure_lists none; /* the line needs none of them */
    struct open_key_result open;
    struct reading *readings;
    size_t count;
    decimal_t value;

    TRY(key_result_open(call, in->id, &open));
    TRY(evidence_readings(call, in->id, &readings, &count));
    struct measure measure = measure_of_row(&open.row, key_result_period(&open.objective), &none);
    enum forecast_reason reason = forecast_of(&measure, readings, count, &value);
    *out = (struct forecast_view){.day = measure.end_day, .reason = reason_of[reason]};
    if (reason == FORECAST_GIVEN)
        out->value = maybe_of(value);
    return OK;
}
