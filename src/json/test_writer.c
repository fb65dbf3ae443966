/* SPDX-License-Identifier: Apache-2.0 */
#include "json/writer.h"

#include "base/test.h"
#include "json/reader.h"

TEST(writer__puts_commas)
{
    struct buf buf;

    buf_init(&buf, 1U << 20);
    struct json_writer writer = json_writer_of(&buf);
    json_begin_object(&writer);
    json_name(&writer, STR("a"));
    json_begin_array(&writer);
    json_end_array(&writer);
    json_name(&writer, STR("b"));
    json_begin_array(&writer);
    json_int(&writer, 1);
    json_int(&writer, -20);
    json_scaled(&writer, 125000, 4);
    json_bool(&writer, true);
    json_bool(&writer, false);
    json_null(&writer);
    json_string(&writer, STR("x"));
    json_string(&writer, (struct str){0});
    json_begin_object(&writer);
    json_end_object(&writer);
    json_raw(&writer, STR("[7]"));
    json_end_array(&writer);
    json_name(&writer, STR("c"));
    json_begin_object(&writer);
    json_name(&writer, STR("d"));
    json_int(&writer, 0);
    json_end_object(&writer);
    json_end_object(&writer);
    CHECK_OK(buf_failed(&buf));
    CHECK_STR(buf_str(&buf),
              "{\"a\":[],\"b\":[1,-20,12.5,true,false,null,\"x\",null,{},[7]],\"c\":{\"d\":0}}");
    buf_release(&buf);
}

TEST(writer__writes_every_integer)
{
    static const int64_t values[] = {0, -1, 9, 10, 1234567890123456789, INT64_MAX, INT64_MIN};
    struct buf buf;

    buf_init(&buf, 1U << 20);
    struct json_writer writer = json_writer_of(&buf);
    json_begin_array(&writer);
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
        json_int(&writer, values[i]);
    json_end_array(&writer);
    CHECK_STR(buf_str(&buf),
              "[0,-1,9,10,1234567890123456789,9223372036854775807,-9223372036854775808]");
    buf_release(&buf);
}

/* Every byte at every place of a word, so that the eight-byte look is tried against the slow one.
 */
TEST(writer__escapes_what_must_be)
{
    struct arena arena;
    struct buf buf;

    arena_init(&arena, ARENA_CEILING_USUAL);
    buf_init(&buf, 1U << 20);
    for (int c = 0; c < 0x80; c++) {
        for (size_t at = 0; at < 20; at++) {
            char text[20];
            struct json_reader reader;
            struct json_token token;

            memset(text, 'a', sizeof(text));
            text[at] = (char)c;
            buf_clear(&buf);
            struct json_writer writer = json_writer_of(&buf);
            json_string(&writer, (struct str){.ptr = text, .len = sizeof(text)});
            json_reader_init(&reader, &arena, buf_str(&buf));
            CHECK_OK(json_next(&reader, &token));
            CHECK(str_eq(token.text, (struct str){.ptr = text, .len = sizeof(text)}));
            bool plain = c >= 0x20 && c != '"' && c != '\\' && c != 0x7F;
            CHECK((buf.len == sizeof(text) + 2) == plain);
        }
    }
    buf_release(&buf);
    arena_release(&arena);
}

TEST(writer__writes_escapes_in_their_short_form)
{
    struct buf buf;

    buf_init(&buf, 1U << 20);
    struct json_writer writer = json_writer_of(&buf);
    json_string(&writer, STR("\"\\/\b\f\n\r\t\x1f\x7f\u00e9\u2028"));
    CHECK_STR(buf_str(&buf), "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u001f\\u007f\u00e9\u2028\"");
    buf_release(&buf);
}

TEST(writer__remembers_what_did_not_fit)
{
    for (size_t ceiling = 0; ceiling < 38; ceiling++) {
        struct buf buf;

        buf_init(&buf, ceiling);
        struct json_writer writer = json_writer_of(&buf);
        json_begin_array(&writer);
        json_string(&writer, STR("a text\nthat is cut somewhere"));
        json_int(&writer, 12345);
        json_end_array(&writer);
        CHECK_ERR(buf_failed(&buf), ERR_MEMORY);
        CHECK(buf.len <= ceiling);
        buf_release(&buf);
    }
}

TEST_MAIN()
