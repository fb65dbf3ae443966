/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/exchange/viva_csv.h"

#include "base/test.h"

#define HEADER "Id,Title,Object Type,Period\n"

static int rows;
static int64_t line;
static char title[100];
static char why[CSV_WHY_MAX];

static enum err
take(void *arg, const struct intake_cells *cells)
{
    (void)arg;
    rows++;
    line = cells->line;
    snprintf(title, sizeof(title), "%.*s", STR_FMT(cells->cells[INTAKE_TITLE]));
    return OK;
}

static enum err
read_bytes(const char *bytes, size_t len)
{
    char copy[2000];
    struct viva_csv_sink sink = {.take = take};

    rows = 0;
    why[0] = '\0';
    CHECK(len < sizeof(copy));
    memcpy(copy, bytes, len);
    FILE *file = fmemopen(copy, len > 0 ? len : 1, "r");
    if (len == 0)
        (void)fgetc(file);
    enum err err = viva_csv_read(file, "x.csv", &sink, why);
    fclose(file);
    return err;
}

#define READ(literal) read_bytes((literal), sizeof(literal) - 1)

TEST(csv__finds_columns_by_name)
{
    CHECK_OK(READ("\xef\xbb\xbfPeriod,Tags,title,OBJECT TYPE,,\r\n2026 Q1,x,Grow,Objective,,\r\n"));
    CHECK_INT(rows, 1);
    CHECK_INT(line, 2);
    CHECK_STR(str_from(title), "Grow");
}

TEST(csv__counts_lines_within_quotes)
{
    CHECK_OK(READ(HEADER "1,\"a\nb\",Objective,Q\n\n2,\"say \"\"hi\"\", you\",Objective,Q"));
    CHECK_INT(rows, 2);
    CHECK_INT(line, 5);
    CHECK_STR(str_from(title), "say \"hi\", you");
}

TEST(csv__refuses_what_is_no_export)
{
    CHECK_ERR(READ("Employee,Name\n1,A\n"), ERR_MALFORMED);
    CHECK(strstr(why, "not an Explorer export") != NULL);
    CHECK_ERR(READ("\n\n"), ERR_MALFORMED);
    CHECK(strstr(why, "empty") != NULL);
    CHECK_ERR(READ("PK\x03\x04\x00\x01\xff"), ERR_MALFORMED);
    CHECK_ERR(READ("{\"a\":\"b\"}"), ERR_MALFORMED);
}

TEST(csv__refuses_what_is_not_utf8_with_its_line)
{
    CHECK_ERR(READ(HEADER "1,good,Objective,Q\n2,caf\xe9,Objective,Q\n"), ERR_MALFORMED);
    CHECK(strstr(why, "x.csv:3: column 2 is not UTF-8") != NULL);
}

TEST(csv__refuses_what_is_cut_off)
{
    CHECK_ERR(READ(HEADER "1,a,Objective,Q\n2,b,Obj"), ERR_MALFORMED);
    CHECK(strstr(why, "x.csv:3: 3 of 4 columns") != NULL);
    CHECK_ERR(READ(HEADER "1,a,Objective,Q\n2,\"b, Obj"), ERR_MALFORMED);
    CHECK(strstr(why, "x.csv:3: ends within a quoted cell") != NULL);
    CHECK_ERR(READ(HEADER "1,a\"b,Objective,Q\n"), ERR_MALFORMED);
    CHECK(strstr(why, "x.csv:2: a quotation mark") != NULL);
}

TEST_MAIN()
