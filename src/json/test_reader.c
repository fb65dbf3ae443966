/* SPDX-License-Identifier: Apache-2.0 */
#include "json/reader.h"

#include "base/buf.h"
#include "base/test.h"

/* Reads a whole text and writes each token as one letter and its text: `{n(a)1(1)}.`. */
static enum err
read_all(struct json_reader *reader, struct buf *out)
{
    static const char letters[] = "{}[]nsdtf0.";
    struct json_token token;

    do {
        TRY(json_next(reader, &token));
        buf_append_char(out, letters[token.kind]);
        if (token.text.ptr != NULL) {
            buf_append_char(out, '(');
            buf_append_str(out, token.text);
            buf_append_char(out, ')');
        }
    } while (token.kind != JSON_END);
    return OK;
}

static void
check_read(struct str text, const char *want)
{
    struct arena arena;
    struct json_reader reader;
    struct buf got;

    arena_init(&arena, ARENA_CEILING_USUAL);
    buf_init(&got, 1U << 20);
    json_reader_init(&reader, &arena, text);
    CHECK_OK(read_all(&reader, &got));
    CHECK_STR(buf_str(&got), want);
    buf_release(&got);
    arena_release(&arena);
}

static void
check_refused(struct str text, enum err want)
{
    struct arena arena;
    struct json_reader reader;
    struct buf got;

    arena_init(&arena, ARENA_CEILING_USUAL);
    buf_init(&got, 1U << 20);
    json_reader_init(&reader, &arena, text);
    enum err err = read_all(&reader, &got);
    if (err != want)
        printf("# for %.*s\n", STR_FMT(text));
    CHECK_ERR(err, want);
    CHECK(want == OK || reader.why != NULL);
    buf_release(&got);
    arena_release(&arena);
}

TEST(reader__reads_values)
{
    check_read(STR("null"), "0.");
    check_read(STR(" true "), "t.");
    check_read(STR("false\n"), "f.");
    check_read(STR("\"\""), "s().");
    check_read(STR("-0.5e+10"), "d(-0.5e+10).");
    check_read(STR("123456789012345678901234567890"), "d(123456789012345678901234567890).");
    check_read(STR("[]"), "[].");
    check_read(STR("{}"), "{}.");
    check_read(STR("[1, [2], {}]"), "[d(1)[d(2)]{}].");
    check_read(STR("{\"a\": 1, \"b\": [true], \"c\": {\"d\": null}}"),
               "{n(a)d(1)n(b)[t]n(c){n(d)0}}.");
    check_read(STR("\t\r\n [ \t\r\n1\t\r\n, 2 ]\t\r\n"), "[d(1)d(2)].");
}

TEST(reader__decodes_strings)
{
    check_read(STR("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""), "s(\"\\/\b\f\n\r\t).");
    check_read(STR("\"\\u0041\\u00e9\\u20AC\\ud83d\\ude00\""), "s(A\u00e9\u20ac\U0001F600).");
    check_read(STR("\"plain \u00e9\u20ac\U0001F600\""), "s(plain \u00e9\u20ac\U0001F600).");
    check_read(STR("{\"\\u0061\\\"\": 1}"), "{n(a\")d(1)}.");
}

TEST(reader__keeps_a_zero_that_was_escaped)
{
    struct arena arena;
    struct json_reader reader;
    struct json_token token;

    arena_init(&arena, ARENA_CEILING_USUAL);
    json_reader_init(&reader, &arena, STR("\"a\\u0000b\""));
    CHECK_OK(json_next(&reader, &token));
    CHECK(str_eq(token.text, STR("a\0b")));
    arena_release(&arena);
}

TEST(reader__views_what_needs_no_decoding)
{
    struct arena arena;
    struct json_reader reader;
    struct json_token token;
    struct str text = STR("\"view\"");

    arena_init(&arena, ARENA_CEILING_USUAL);
    json_reader_init(&reader, &arena, text);
    CHECK_OK(json_next(&reader, &token));
    CHECK(token.text.ptr == text.ptr + 1);
    CHECK_INT(arena.used, 0);
    arena_release(&arena);
}

TEST(reader__refuses_what_is_not_json)
{
    static const char *const texts[] = {
        "",
        " ",
        "nul",
        "nulll",
        "True",
        "'a'",
        "\"a",
        "\"a\\\"",
        "\"\\x\"",
        "\"\\",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\ud800\\u0041\"",
        "\"\\ud800x\"",
        "\"\n\"",
        "\"\t\"",
        "\"\x01\"",
        "01",
        "-",
        "+1",
        "1.",
        ".5",
        "1e",
        "1e+",
        "0x10",
        "1 2",
        "NaN",
        "Infinity",
        "-Infinity",
        "[",
        "]",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1}",
        "{",
        "}",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{,}",
        "{\"a\" 1}",
        "{a:1}",
        "{1:1}",
        "{\"a\":1]",
        "{\"a\":1 \"b\":2}",
        "{\"a\":1}{}",
        "[]x",
        "/**/1",
        "1//",
        "\xEF\xBB\xBF[]",
        "\"\xff\"",
        "\"\xc0\x80\"",
        "\"\xed\xa0\x80\"",
        "\"\xf4\x90\x80\x80\"",
        "\"\xe2\x82\"",
        "\v1",
    };

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        check_refused(str_from(texts[i]), ERR_MALFORMED);
    check_refused(STR("1\0"), ERR_MALFORMED);
    check_refused(STR("\"a\0b\""), ERR_MALFORMED);
}

TEST(reader__limits_depth)
{
    char text[2 * (JSON_DEPTH_MAX + 1)];
    size_t most = JSON_DEPTH_MAX;

    memset(text, '[', most);
    memset(text + most, ']', most);
    check_refused((struct str){.ptr = text, .len = 2 * most}, OK);
    memset(text, '[', most + 1);
    check_refused((struct str){.ptr = text, .len = most + 1}, ERR_TOO_LARGE);
}

TEST(reader__fails_when_the_arena_is_full)
{
    struct arena arena;
    struct json_reader reader;
    struct json_token token;

    arena_init(&arena, 0);
    json_reader_init(&reader, &arena, STR("\"a\\n\""));
    CHECK_ERR(json_next(&reader, &token), ERR_MEMORY);
    arena_release(&arena);
}

TEST(reader__skips_a_value)
{
    struct arena arena;
    struct json_reader reader;
    struct json_token token;

    arena_init(&arena, ARENA_CEILING_USUAL);
    json_reader_init(&reader, &arena, STR("[{\"a\": [1, {\"b\": []}]}, 7]"));
    CHECK_OK(json_next(&reader, &token));
    CHECK_OK(json_next(&reader, &token));
    CHECK_INT(token.kind, JSON_OBJECT);
    CHECK_OK(json_skip(&reader, &token));
    CHECK_OK(json_next(&reader, &token));
    CHECK_STR(token.text, "7");
    CHECK_OK(json_skip(&reader, &token));
    CHECK_OK(json_next(&reader, &token));
    CHECK_INT(token.kind, JSON_ARRAY_END);
    CHECK_OK(json_next(&reader, &token));
    CHECK_INT(token.kind, JSON_END);
    CHECK_OK(json_next(&reader, &token));
    CHECK_INT(token.kind, JSON_END);
    arena_release(&arena);
}

TEST(reader__says_where)
{
    struct arena arena;
    struct json_reader reader;
    struct buf got;
    size_t line;
    size_t column;

    arena_init(&arena, ARENA_CEILING_USUAL);
    buf_init(&got, 1U << 20);
    json_reader_init(&reader, &arena, STR("{\n \"\u00e9\": ?}"));
    CHECK_ERR(read_all(&reader, &got), ERR_MALFORMED);
    json_place(&reader, &line, &column);
    CHECK_INT(line, 2);
    CHECK_INT(column, 7);
    buf_release(&got);
    arena_release(&arena);
}

TEST_MAIN()
