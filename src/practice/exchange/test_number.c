/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/exchange/number.h"

#include "base/test.h"
#include "json/reader.h"

#define FILE_MAX_BYTES (64U << 10)

/* One case of the table the client reads too. */
struct number_case {
    struct str decimal;
    struct str text;
    struct str value;
    struct str refused;
    bool empty;
};

/* The client reads up to 15 digits; a stored decimal keeps 4 of them for what is behind the point.
 */
static enum err
expected_err(const struct number_case *c)
{
    int64_t stored;

    if (c->empty)
        return ERR_NOT_FOUND;
    if (str_is_null(c->refused))
        return scaled_parse(c->value, DECIMAL_PLACES, DECIMAL_MAX, &stored);
    if (str_eq(c->refused, STR("too_many_decimals")))
        return ERR_INVALID;
    return str_eq(c->refused, STR("too_large")) ? ERR_TOO_LARGE : ERR_MALFORMED;
}

static void
check_case(const struct number_case *c)
{
    int64_t got = 0;
    int64_t want = 0;
    enum err err = number_read(c->text, c->decimal.ptr[0], DECIMAL_PLACES, &got);

    if (err != expected_err(c))
        printf("# \"%.*s\" with \"%.*s\"\n", STR_FMT(c->text), STR_FMT(c->decimal));
    CHECK_ERR(err, expected_err(c));
    if (err == OK && !str_is_null(c->value)) {
        CHECK_OK(scaled_parse(c->value, DECIMAL_PLACES, DECIMAL_MAX, &want));
        CHECK_INT(got, want);
    }
}

static struct str *
member_of(struct number_case *c, struct str name)
{
    if (str_eq(name, STR("decimal")))
        return &c->decimal;
    if (str_eq(name, STR("text")))
        return &c->text;
    if (str_eq(name, STR("value")))
        return &c->value;
    return str_eq(name, STR("refused")) ? &c->refused : NULL;
}

/* Reads the cases of the file; how many there were. */
static int
each_case(struct arena *arena, struct str text)
{
    struct json_reader reader;
    struct json_token token = {.kind = JSON_NULL};
    struct number_case c = {0};
    struct str *member = NULL;
    int depth = 0;
    int count = 0;

    json_reader_init(&reader, arena, text);
    while (json_next(&reader, &token) == OK && token.kind != JSON_END) {
        if (token.kind == JSON_OBJECT && ++depth == 2)
            c = (struct number_case){0};
        if (token.kind == JSON_NAME)
            member = member_of(&c, token.text);
        if (token.kind == JSON_STRING && member != NULL)
            *member = token.text;
        c.empty |= token.kind == JSON_TRUE;
        if (token.kind == JSON_OBJECT_END && depth-- == 2) {
            check_case(&c);
            count++;
        }
    }
    CHECK_INT(token.kind, JSON_END);
    return count;
}

TEST(number__reads_the_table_of_the_client)
{
    static char bytes[FILE_MAX_BYTES];
    struct arena arena;
    FILE *file = fopen(NUMBER_CASES, "re");

    CHECK(file != NULL);
    if (file == NULL)
        return;
    size_t len = fread(bytes, 1, sizeof(bytes), file);
    fclose(file);
    arena_init(&arena, ARENA_CEILING_USUAL);
    CHECK(each_case(&arena, (struct str){.ptr = bytes, .len = len}) > 50);
    arena_release(&arena);
}

static void
check_cell(const char *cell, enum err err, int64_t value)
{
    int64_t got = 0;

    CHECK_ERR(number_read_cell(str_from(cell), '.', DECIMAL_PLACES, &got), err);
    CHECK_INT(got, value);
}

TEST(number__reads_cells_with_units)
{
    check_cell("81%", OK, 810000);
    check_cell("-17 %", OK, -170000);
    check_cell("$1,234.5", OK, 12345000);
    check_cell("-$5", OK, -50000);
    check_cell("€ 5", OK, 50000);
    check_cell("", ERR_NOT_FOUND, 0);
    check_cell("  ", ERR_NOT_FOUND, 0);
    check_cell("%", ERR_MALFORMED, 0);
    check_cell("12 customers", ERR_MALFORMED, 0);
    check_cell("1e5", ERR_MALFORMED, 0);
}

TEST(number__keeps_the_places_asked_for)
{
    int64_t got = 0;

    CHECK_OK(number_read_cell(STR("33.33%"), '.', WEIGHT_PLACES, &got));
    CHECK_INT(got, 3333);
    CHECK_ERR(number_read_cell(STR("33.333%"), '.', WEIGHT_PLACES, &got), ERR_INVALID);
    CHECK_OK(number_read_cell(STR("0.94"), '.', FRACTION_PLACES, &got));
    CHECK_INT(got, 940000);
}

TEST_MAIN()
