/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Exports as strangers write them: any bytes as a CSV file, and as a file of the archive, its rows
 * read to the last cell. What a row yields must keep the promises the import builds on.
 */
#include <stdint.h>
#include <stdlib.h>

#include "practice/exchange/number.h"
#include "practice/exchange/viva_csv.h"
#include "practice/exchange/viva_json.h"

int LLVMFuzzerTestOneInput(const uint8_t *ptr, size_t len);

static void
must(bool holds)
{
    if (!holds)
        abort();
}

static void
check_row(const struct intake_row *row)
{
    must(row->doubt_count <= INTAKE_DOUBT_MAX);
    if (row->refused) {
        must(row->doubt_count > 0);
        return;
    }
    must(row->row.title.len > 0 && str_utf8_count(row->row.title) <= 300);
    must(row->row.period.len > 0 && row->row.units.len > 0 && row->row.foreign_key.len > 0);
    must(row->row.weight >= 0 && row->row.weight <= WEIGHT_MAX);
    must(row->row.check_in_count == (int64_t)row->check_in_count);
    must(row->row.raw.has == (row->check_in_count > 0));
    for (size_t i = 0; i < row->check_in_count; i++)
        must(row->check_ins[i].raw >= -FRACTION_RAW_MAX &&
             row->check_ins[i].raw <= FRACTION_RAW_MAX);
}

static enum err
take(void *arg, const struct intake_cells *cells)
{
    struct arena *arena = arg;
    struct intake_row row;

    arena_clear(arena);
    enum err err = intake_row_read(arena, cells, &row);
    if (err == OK)
        check_row(&row);
    return err;
}

static enum err
take_json(void *arg, const struct viva_json *json)
{
    const struct cell_record_list records = {.items = (struct cell_record[]){json->record},
                                             .count = 1};
    struct intake_cells cells = json->cells;
    struct intake_row row;

    if (json->kind != VIVA_JSON_OBJECTIVE)
        return OK;
    cells.records = &records;
    enum err err = intake_row_read(arg, &cells, &row);
    if (err == OK)
        check_row(&row);
    return err;
}

static enum err
take_object(void *arg, const struct loose *object, int64_t number)
{
    const struct viva_json_sink sink = {.take = take_json, .arg = arg};

    must(number > 0);
    return viva_json_read(arg, object, &sink);
}

static void
read_json(struct arena *arena, struct str whole)
{
    struct loose_stream stream;
    size_t half = whole.len / 2;

    loose_stream_init(&stream, arena, take_object, arena);
    enum err err = loose_stream_feed(&stream, str_slice(whole, 0, half));
    if (err == OK)
        err = loose_stream_feed(&stream, str_slice(whole, half, whole.len));
    if (err == OK)
        err = loose_stream_end(&stream);
    must(err == OK || err == ERR_MEMORY || stream.wrong != NULL);
    loose_stream_release(&stream);
}

int
LLVMFuzzerTestOneInput(const uint8_t *ptr, size_t len)
{
    char why[CSV_WHY_MAX] = "";
    struct arena arena;
    struct viva_csv_sink sink = {.take = take, .arg = &arena};
    int64_t number;

    if (len == 0)
        return 0;
    char *copy = malloc(len);
    must(copy != NULL);
    memcpy(copy, ptr, len);
    arena_init(&arena, ARENA_CEILING_USUAL);
    FILE *file = fmemopen(copy, len, "r");
    must(file != NULL);
    enum err err = viva_csv_read(file, "fuzz", &sink, why);
    must(err == OK || why[0] != '\0');
    if (number_read_cell((struct str){.ptr = copy, .len = len}, '.', DECIMAL_PLACES, &number) == OK)
        must(number >= -DECIMAL_MAX && number <= DECIMAL_MAX);
    fclose(file);
    read_json(&arena, (struct str){.ptr = copy, .len = len});
    arena_release(&arena);
    free(copy);
    return 0;
}
