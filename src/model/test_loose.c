/* SPDX-License-Identifier: Apache-2.0 */
#include "model/loose.h"

#include "base/test.h"

static struct arena arena;
static struct buf seen; /* what was taken, a line an object */
static const char *wrong;

static void
write_down(const struct loose *value)
{
    if (!str_is_null(value->name))
        buf_fmt(&seen, "%.*s:", STR_FMT(value->name));
    if (value->kind != LOOSE_OBJECT && value->kind != LOOSE_LIST) {
        buf_fmt(&seen, "%.*s ", STR_FMT(value->text));
        return;
    }
    buf_append_str(&seen, value->kind == LOOSE_LIST ? STR("[ ") : STR("{ "));
    for (const struct loose *at = value->first; at != NULL; at = at->next)
        write_down(at);
    buf_append_str(&seen, value->kind == LOOSE_LIST ? STR("] ") : STR("} "));
}

static enum err
take(void *arg, const struct loose *object, int64_t number)
{
    (void)arg;
    buf_fmt(&seen, "%lld ", (long long)number);
    write_down(object);
    return OK;
}

/* Feeds a text in pieces of `size` bytes. */
static enum err
feed(struct str text, size_t size)
{
    struct loose_stream stream;
    enum err err = OK;

    arena_init(&arena, ARENA_CEILING_USUAL);
    buf_release(&seen);
    buf_init(&seen, 1U << 20);
    loose_stream_init(&stream, &arena, take, NULL);
    for (size_t at = 0; err == OK && at < text.len; at += size)
        err = loose_stream_feed(&stream, str_slice(text, at, size));
    if (err == OK)
        err = loose_stream_end(&stream);
    wrong = stream.wrong;
    loose_stream_release(&stream);
    arena_release(&arena);
    return err;
}

TEST(loose__takes_an_array_apart_however_it_comes)
{
    struct str text =
        STR("[{\"a\":\"}{\\\"\",\"b\":[1,{\"c\":null}]} ,\n{\"d\":true,\"e\":-1.50}]");

    for (size_t size = 1; size < 8; size++) {
        CHECK_OK(feed(text, size));
        CHECK_STR(buf_str(&seen), "1 { a:}{\" b:[ 1 { c: } ] } 2 { d:true e:-1.50 } ");
    }
}

TEST(loose__takes_objects_one_behind_the_other)
{
    CHECK_OK(feed(STR("\xef\xbb\xbf{}\n{\"a\":1}"), 100));
    CHECK_STR(buf_str(&seen), "1 { } 2 { a:1 } ");
    CHECK_OK(feed(STR(" [] "), 1));
    CHECK_OK(feed(STR(""), 1));
}

TEST(loose__refuses_what_is_broken)
{
    static const char *const texts[] = {
        "[{}",       "[{},]",     "[,{}]",         "[1]",          "{} 1",    "[{}] {}", "[{]}",
        "{\"a\" 1}", "{\"a\":\"", "[{\"a\":1 1}]", "{\"\xff\":1}", "[{} {}]", "x",
    };

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        CHECK_ERR(feed(str_from(texts[i]), 3), ERR_MALFORMED);
        CHECK(wrong != NULL);
    }
}

TEST(loose__refuses_what_is_too_deep)
{
    CHECK_ERR(
        feed(STR("[{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}]"),
             9),
        ERR_TOO_LARGE);
    CHECK(wrong != NULL);
}

TEST_MAIN()
