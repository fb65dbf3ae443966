/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Numbers, days and moments as strangers write them. The first byte picks the reader. Whatever is
 * accepted must be written and read back as the same value, and written the same way again.
 */
#include <stdint.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/decimal.h"
#include "base/moment.h"
#include "base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *ptr, size_t len);

#define TEXT_MAX 256

static void
must(bool holds)
{
    if (!holds)
        abort();
}

static void
check_scaled(struct str text, int places, int64_t max)
{
    struct buf buf;
    int64_t value = 0;
    int64_t again = 0;

    if (scaled_parse(text, places, max, &value) != OK)
        return;
    must(value >= -max && value <= max);
    buf_init(&buf, TEXT_MAX);
    scaled_format(&buf, value, places);
    must(scaled_parse(buf_str(&buf), places, max, &again) == OK && again == value);
    buf_release(&buf);
}

static void
check_day(struct str text)
{
    struct buf buf;
    day_t day;

    if (day_parse(text, &day) != OK)
        return;
    buf_init(&buf, TEXT_MAX);
    day_format(&buf, day);
    must(str_eq(buf_str(&buf), text)); /* a day has one form only */
    buf_release(&buf);
}

static void
check_time(struct str text)
{
    struct buf buf;
    usec_t moment;
    usec_t again;

    if (time_parse(text, &moment) != OK)
        return;
    buf_init(&buf, TEXT_MAX);
    time_format(&buf, moment);
    must(time_parse(buf_str(&buf), &again) == OK && again == moment);
    buf_release(&buf);
}

int
LLVMFuzzerTestOneInput(const uint8_t *ptr, size_t len)
{
    struct str text;

    if (len == 0)
        return 0;
    text = (struct str){(const char *)ptr + 1, len - 1};
    switch (ptr[0]) {
    case 'd':
        check_scaled(text, DECIMAL_PLACES, DECIMAL_MAX);
        break;
    case 'f':
        check_scaled(text, FRACTION_PLACES, FRACTION_RAW_MAX);
        break;
    case 'w':
        check_scaled(text, WEIGHT_PLACES, WEIGHT_MAX);
        break;
    case 'y':
        check_day(text);
        break;
    case 't':
        check_time(text);
        break;
    default:
        break;
    }
    return 0;
}
