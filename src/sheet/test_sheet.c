/* SPDX-License-Identifier: Apache-2.0 */
#include "sheet/sheet.h"

#include <unistd.h>

#include "base/test.h"

static struct arena arena;

static struct str
whole(struct sheet *sheet)
{
    static char text[1U << 16];
    int64_t size = 0;
    int fd = -1;

    CHECK_OK(sheet_finish(sheet, &fd, &size));
    sheet_release(sheet);
    CHECK_INT(read(fd, text, sizeof(text)), size);
    (void)close(fd);
    return (struct str){text, (size_t)size};
}

/* The bytes of a CSV with these texts in one row. */
static struct str
csv_of(const char *const *texts, size_t count)
{
    struct sheet *sheet = NULL;

    CHECK_OK(sheet_open(&arena, SHEET_CSV, &sheet));
    for (size_t i = 0; i < count; i++)
        sheet_text(sheet, str_from(texts[i]));
    CHECK_OK(sheet_row_end(sheet));
    return whole(sheet);
}

TEST(sheet__csv_quotes_after_rfc_4180)
{
    const char *const texts[] = {"a,b", "say \"so\"", "two\nlines", " space", "é", "", "plain"};

    arena_init(&arena, ARENA_CEILING_USUAL);
    CHECK_STR(csv_of(texts, 7),
              "\xef\xbb\xbf\"a,b\",\"say \"\"so\"\"\",\"two\nlines\",\" space\",é,,plain\r\n");
    arena_release(&arena);
}

TEST(sheet__csv_makes_no_formula_of_a_text)
{
    const char *const texts[] = {"=1+1", "+1", "-2+3", "@sum", "\tx", "a=b", "=a,b", "\rx"};

    arena_init(&arena, ARENA_CEILING_USUAL);
    CHECK_STR(csv_of(texts, 8),
              "\xef\xbb\xbf'=1+1,'+1,'-2+3,'@sum,'\tx,a=b,\"'=a,b\",\"'\rx\"\r\n");
    arena_release(&arena);
}

TEST(sheet__csv_writes_numbers_days_and_moments_as_they_are)
{
    struct sheet *sheet = NULL;

    arena_init(&arena, ARENA_CEILING_USUAL);
    CHECK_OK(sheet_open(&arena, SHEET_CSV, &sheet));
    sheet_number(sheet, -125000, 4);
    sheet_share(sheet, 470000, 6);
    sheet_bool(sheet, false);
    sheet_day(sheet, 20000);
    sheet_time(sheet, INT64_C(1700000000000000));
    sheet_empty(sheet);
    CHECK_OK(sheet_row_end(sheet));
    CHECK_STR(whole(sheet), "\xef\xbb\xbf-12.5,0.47,false,2024-10-04,2023-11-14T22:13:20Z,\r\n");
    arena_release(&arena);
}

TEST(sheet__xlsx_is_a_zip_and_takes_any_text)
{
    static char longest[200000];
    struct sheet *sheet = NULL;

    memset(longest, 'x', sizeof(longest));
    arena_init(&arena, ARENA_CEILING_USUAL);
    CHECK_OK(sheet_open(&arena, SHEET_XLSX, &sheet));
    sheet_heading(sheet, STR("Title"), SHEET_WIDE);
    CHECK_OK(sheet_row_end(sheet));
    sheet_text(sheet, (struct str){longest, sizeof(longest)});
    sheet_text(sheet, STR("a\x01\x0b<&>"));
    sheet_day(sheet, -700000);
    CHECK_OK(sheet_row_end(sheet));
    CHECK(str_starts(whole(sheet), STR("PK\x03\x04")));
    arena_release(&arena);
}

TEST(sheet__refuses_more_rows_than_a_spreadsheet_opens)
{
    struct sheet *sheet = NULL;
    enum err err = OK;
    unsigned rows = 0;

    arena_init(&arena, ARENA_CEILING_USUAL);
    CHECK_OK(sheet_open(&arena, SHEET_CSV, &sheet));
    for (; err == OK && rows <= SHEET_ROWS_MAX; rows++)
        err = sheet_row_end(sheet);
    CHECK_ERR(err, ERR_TOO_LARGE);
    CHECK_INT(rows, SHEET_ROWS_MAX);
    sheet_release(sheet);
    arena_release(&arena);
}

TEST_MAIN()
