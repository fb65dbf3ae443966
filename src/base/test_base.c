/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/decimal.h"
#include "base/log.h"
#include "base/test.h"
#include "base/moment.h"
#include "base/thread.h"
#include "base/wait.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

static int64_t
parsed(const char *text, int places)
{
    int64_t value = -1;

    CHECK_OK(scaled_parse(str_from(text), places, DECIMAL_MAX, &value));
    return value;
}

static enum err
parse_error(const char *text)
{
    int64_t value = 0;

    return scaled_parse(str_from(text), DECIMAL_PLACES, DECIMAL_MAX, &value);
}

TEST(decimal__reads_what_json_writes)
{
    CHECK_INT(parsed("12.5", 4), 125000);
    CHECK_INT(parsed("-0.0001", 4), -1);
    CHECK_INT(parsed("1e3", 4), 10000000);
    CHECK_INT(parsed("1.5E+2", 4), 1500000);
    CHECK_INT(parsed("25000e-4", 4), 25000);
    CHECK_INT(parsed("0e99", 4), 0);
    CHECK_INT(parsed("1.50000", 4), 15000);
    CHECK_INT(parsed("99999999999.9999", 4), DECIMAL_MAX);
}

TEST(decimal__refuses_other_forms)
{
    CHECK_ERR(parse_error(""), ERR_MALFORMED);
    CHECK_ERR(parse_error("-"), ERR_MALFORMED);
    CHECK_ERR(parse_error("01"), ERR_MALFORMED);
    CHECK_ERR(parse_error("1."), ERR_MALFORMED);
    CHECK_ERR(parse_error(".5"), ERR_MALFORMED);
    CHECK_ERR(parse_error("1,5"), ERR_MALFORMED);
    CHECK_ERR(parse_error("1e"), ERR_MALFORMED);
    CHECK_ERR(parse_error("0x1"), ERR_MALFORMED);
    CHECK_ERR(parse_error("NaN"), ERR_MALFORMED);
}

TEST(decimal__refuses_what_would_lose_digits)
{
    CHECK_ERR(parse_error("0.00001"), ERR_INVALID);
    CHECK_ERR(parse_error("1e-5"), ERR_INVALID);
    CHECK_ERR(parse_error("100000000000"), ERR_TOO_LARGE);
    CHECK_ERR(parse_error("1e99"), ERR_TOO_LARGE);
    CHECK_ERR(parse_error("1e-99"), ERR_INVALID);
}

TEST(decimal__writes_without_needless_zeros)
{
    struct buf buf;

    buf_init(&buf, 1024);
    scaled_format(&buf, 125000, 4);
    buf_append_char(&buf, ' ');
    scaled_format(&buf, -1, 4);
    buf_append_char(&buf, ' ');
    scaled_format(&buf, 1000000, 6);
    buf_append_char(&buf, ' ');
    scaled_format(&buf, 0, 2);
    CHECK_STR(buf_str(&buf), "12.5 -0.0001 1 0");
    buf_release(&buf);
}

TEST(muldiv__rounds_half_away_from_zero)
{
    int64_t value = 0;

    CHECK_OK(muldiv_round(1, 1, 2, &value));
    CHECK_INT(value, 1);
    CHECK_OK(muldiv_round(-1, 1, 2, &value));
    CHECK_INT(value, -1);
    CHECK_OK(muldiv_round(1, 1, 3, &value));
    CHECK_INT(value, 0);
    CHECK_OK(muldiv_round(5, 1, -3, &value));
    CHECK_INT(value, -2);
    CHECK_ERR(muldiv_round(1, 1, 0, &value), ERR_INVALID);
    CHECK_ERR(muldiv_round(INT64_MAX, INT64_MAX, 1, &value), ERR_INVALID);
}

TEST(day__goes_there_and_back)
{
    for (day_t day = -719162; day < 2932896; day += 97) {
        int y;
        int m;
        int d;
        day_to_civil(day, &y, &m, &d);
        if (day_from_civil(y, m, d) != day)
            CHECK_INT(day_from_civil(y, m, d), day);
    }
    day_t day = 0;
    CHECK_OK(day_parse(STR("2024-02-29"), &day));
    CHECK_INT(day, 19782);
    CHECK_INT(day_weekday(day), 4);
    CHECK_ERR(day_parse(STR("2023-02-29"), &day), ERR_INVALID);
    CHECK_ERR(day_parse(STR("2023-13-01"), &day), ERR_INVALID);
    CHECK_ERR(day_parse(STR("2023-1-01"), &day), ERR_INVALID);
}

TEST(time__reads_offsets_and_decimals)
{
    usec_t moment = 0;
    struct buf buf;

    CHECK_OK(time_parse(STR("2026-11-23T18:01:51.5+01:00"), &moment));
    buf_init(&buf, 1024);
    time_format(&buf, moment);
    CHECK_STR(buf_str(&buf), "2026-11-23T17:01:51.500000Z");
    buf_release(&buf);
    CHECK_ERR(time_parse(STR("2026-11-23T18:01:51"), &moment), ERR_INVALID);
    CHECK_ERR(time_parse(STR("2026-11-23T24:01:51Z"), &moment), ERR_INVALID);
    CHECK_ERR(time_parse(STR("0001-01-01T00:00:00+00:01"), &moment), ERR_INVALID);
    CHECK_ERR(time_parse(STR("9999-12-31T23:59:59-00:01"), &moment), ERR_INVALID);
    CHECK_ERR(time_parse(STR("2026-11-23T18:01:51.1234567Z"), &moment), ERR_INVALID);
    CHECK_ERR(time_parse(STR("2026-11-23 18:01:51Z"), &moment), ERR_INVALID);
}

TEST(str__knows_utf8)
{
    CHECK(str_is_utf8(STR("Koers – ø 漢 😀")));
    CHECK(!str_is_utf8(STR("\xC0\xAF")));
    CHECK(!str_is_utf8(STR("\xED\xA0\x80")));
    CHECK(!str_is_utf8(STR("\xF4\x90\x80\x80")));
    CHECK(!str_is_utf8(STR("a\0b")));
    CHECK(!str_is_utf8(STR("\xE2\x82")));
    CHECK_INT(str_utf8_count(STR("ø漢😀")), 3);
}

TEST(arena__goes_back_to_a_mark)
{
    struct arena arena;

    arena_init(&arena, 64 << 10);
    struct arena_mark empty = arena_mark(&arena);
    char *kept = arena_alloc(&arena, 100);
    struct arena_mark mark = arena_mark(&arena);
    char *given_back = arena_alloc(&arena, 100);
    CHECK(arena_alloc(&arena, 1U << 20) == NULL);
    CHECK(arena_alloc(&arena, 2 * ARENA_BLOCK_SIZE) != NULL);
    kept[0] = 'k';
    arena_rewind(&arena, mark);
    CHECK_OK(arena_failed(&arena));
    CHECK(kept[0] == 'k');
    CHECK(arena_alloc(&arena, 100) == given_back);
    arena_rewind(&arena, empty);
    CHECK(arena_alloc(&arena, 100) == kept);
    arena_release(&arena);
}

TEST(arena__goes_on_where_its_ceiling_is_raised)
{
    struct arena arena;

    arena_init(&arena, 2 * ARENA_BLOCK_SIZE);
    CHECK(arena_alloc(&arena, 2 * ARENA_BLOCK_SIZE) != NULL);
    arena_ceiling_set(&arena, 3 * ARENA_BLOCK_SIZE);
    CHECK(arena_alloc(&arena, ARENA_BLOCK_SIZE) != NULL);
    CHECK(arena_alloc(&arena, 1) == NULL);
    arena_clear(&arena);
    arena_ceiling_set(&arena, 2 * ARENA_BLOCK_SIZE);
    CHECK(arena_alloc(&arena, 2 * ARENA_BLOCK_SIZE + 1) == NULL);
    arena_release(&arena);
}

TEST(arena__stops_at_its_ceiling)
{
    struct arena arena;

    arena_init(&arena, 64 << 10);
    for (int i = 0; i < 3; i++)
        CHECK(arena_alloc(&arena, ARENA_BLOCK_SIZE) != NULL);
    CHECK_OK(arena_failed(&arena));
    CHECK(arena_alloc(&arena, 2 * ARENA_BLOCK_SIZE) == NULL);
    CHECK_ERR(arena_failed(&arena), ERR_MEMORY);
    arena_clear(&arena);
    CHECK_OK(arena_failed(&arena));
    CHECK(arena_array(&arena, SIZE_MAX, 2) == NULL);
    arena_release(&arena);
}

TEST(arena_copy__copies_items_and_refuses_what_has_no_room)
{
    const int64_t items[] = {1, 2, 3};
    struct arena arena;

    arena_init(&arena, ARENA_BLOCK_SIZE);
    const int64_t *copy = arena_copy(&arena, items, 3, sizeof(*items));
    CHECK(copy != NULL && copy != items);
    CHECK_INT(copy[2], 3);
    CHECK(arena_copy(&arena, NULL, 0, sizeof(*items)) != NULL);
    CHECK(arena_copy(&arena, items, SIZE_MAX, sizeof(*items)) == NULL);
    CHECK(arena_failed(&arena) == ERR_MEMORY);
    arena_release(&arena);
}

TEST(arena__grows_an_array_by_doubling)
{
    struct arena arena;
    int64_t *items = NULL;
    int moves = 0;

    arena_init(&arena, 64 << 10);
    for (size_t count = 0; count < 1000; count++) {
        int64_t *more = arena_more(&arena, items, count, sizeof(*items));
        CHECK(more != NULL);
        if (more == NULL)
            break;
        moves += more != items;
        items = more;
        CHECK_INT(items[count], 0);
        items[count] = (int64_t)count;
    }
    CHECK_INT(moves, 8); /* at 0, 8, 16 … 512 */
    for (size_t i = 0; i < 1000; i++)
        CHECK_INT(items[i], (int64_t)i);
    arena_release(&arena);
}

TEST(arena__leaves_an_array_that_cannot_grow)
{
    struct arena arena;
    int64_t *items = NULL;
    int64_t *more = NULL;
    size_t count = 0;

    arena_init(&arena, ARENA_BLOCK_SIZE);
    for (; count < ARENA_BLOCK_SIZE; count++) {
        more = arena_more(&arena, items, count, sizeof(*items));
        if (more == NULL)
            break;
        items = more;
        items[count] = (int64_t)count;
    }
    CHECK(more == NULL);
    CHECK_INT(count, 1024);
    CHECK_ERR(arena_failed(&arena), ERR_MEMORY);
    for (size_t i = 0; i < count; i++)
        CHECK_INT(items[i], (int64_t)i);
    arena_release(&arena);
}

TEST(buf__stops_at_its_ceiling_and_keeps_what_it_had)
{
    struct buf buf;

    buf_init(&buf, 8);
    buf_append_str(&buf, STR("12345678"));
    CHECK_OK(buf_failed(&buf));
    buf_append_char(&buf, '9');
    CHECK_ERR(buf_failed(&buf), ERR_MEMORY);
    CHECK_STR(buf_str(&buf), "12345678");
    buf_release(&buf);
}

TEST(buf__writes_integers)
{
    struct buf buf;

    buf_init(&buf, 100);
    buf_append_int(&buf, INT64_MIN);
    buf_append_char(&buf, ' ');
    buf_append_int(&buf, 0);
    CHECK_STR(buf_str(&buf), "-9223372036854775808 0");
    buf_release(&buf);
}

TEST(wait__ends_at_a_moment_of_the_clock_that_nobody_sets)
{
    pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_cond_t changed;
    usec_t begun = time_monotonic();

    wait_init(&changed);
    pthread_mutex_lock(&lock);
    CHECK(!wait_until(&changed, &lock, begun - USEC_PER_SEC));
    while (wait_until(&changed, &lock, begun + 20 * USEC_PER_MSEC))
        continue;
    pthread_mutex_unlock(&lock);
    pthread_cond_destroy(&changed);
    CHECK(time_monotonic() - begun >= 20 * USEC_PER_MSEC);
    CHECK(time_monotonic() - begun < 10 * USEC_PER_SEC);
}

/* Until this thread has a name that is not that of the program: it may run before it gets it. */
static void *
own_name(void *arg)
{
    char *name = arg;

    for (int i = 0; i < 5000 && strcmp(name, "patient") != 0; i++) {
        CHECK_INT(pthread_getname_np(pthread_self(), name, THREAD_NAME_MAX + 1), 0);
        usleep(1000);
    }
    return NULL;
}

TEST(thread__has_its_name)
{
    pthread_t thread;
    char name[THREAD_NAME_MAX + 1] = "";

    CHECK_OK(thread_start(&thread, "patient", own_name, name));
    CHECK_INT(pthread_join(thread, NULL), 0);
    CHECK(strcmp(name, "patient") == 0);
}

/* Standard error as a pipe: what one write put into it comes out of one read. */
struct overheard {
    int stderr_before;
    int from;
    char text[2 * LOG_GATHERED_MAX];
};

static void
overhear(struct overheard *overheard)
{
    int ends[2];

    if (pipe2(ends, O_NONBLOCK) != 0)
        abort();
    overheard->stderr_before = dup(STDERR_FILENO);
    overheard->from = ends[0];
    dup2(ends[1], STDERR_FILENO);
    close(ends[1]);
}

static void
overhear_end(struct overheard *overheard)
{
    dup2(overheard->stderr_before, STDERR_FILENO);
    close(overheard->stderr_before);
    close(overheard->from);
}

/* How many lines came since; the last bytes are those of a whole one. */
static int
lines_heard(struct overheard *overheard)
{
    ssize_t len = read(overheard->from, overheard->text, sizeof(overheard->text) - 1);
    int lines = 0;

    overheard->text[len > 0 ? len : 0] = '\0';
    for (ssize_t i = 0; i < len; i++)
        lines += overheard->text[i] == '\n';
    CHECK(len <= 0 || overheard->text[len - 1] == '\n');
    return lines;
}

TEST(log__lines_that_may_wait_are_written_together_soon)
{
    struct overheard heard;
    struct pollfd pipe;

    overhear(&heard);
    pipe = (struct pollfd){.fd = heard.from, .events = POLLIN};
    log_line_later(LOG_INFO, "zero", log_int("n", 0));
    CHECK_INT(lines_heard(&heard), 1); /* nobody would write it later */
    CHECK_OK(log_start());
    log_line_later(LOG_INFO, "one", log_int("n", 1));
    log_line_later(LOG_INFO, "two", log_str("text", STR("\"\\a\"bc\n\n")),
                   log_str("none", STR("")));
    CHECK_INT(poll(&pipe, 1, 5000), 1);
    int lines = lines_heard(&heard);
    CHECK(strstr(heard.text, "\"event\":\"one\",\"n\":1}\n") != NULL);
    for (int i = 0; lines < 2 && i < 5000; i++) {
        usleep(1000);
        lines += lines_heard(&heard);
    }
    CHECK(strstr(heard.text, "\"text\":\"\\\"\\\\a\\\"bc\\u000a\\u000a\",\"none\":\"\"}\n") !=
          NULL);
    log_stop();
    log_stop();
    overhear_end(&heard);
}

TEST(log__what_tells_of_trouble_waits_for_nothing_and_keeps_its_place)
{
    struct overheard heard;

    overhear(&heard);
    CHECK_OK(log_start());
    log_line_later(LOG_INFO, "first", log_int("n", 1));
    log_line(LOG_ERROR, "second", log_int("n", 2));
    CHECK_INT(lines_heard(&heard), 2);
    CHECK(strstr(heard.text, "first") < strstr(heard.text, "second"));
    log_line_later(LOG_INFO, "third", log_int("n", 3));
    log_stop(); /* writes it */
    CHECK_INT(lines_heard(&heard), 1);
    overhear_end(&heard);
}

TEST(log__no_more_waits_than_a_pipe_takes_at_once)
{
    static char text[LOG_GATHERED_MAX];
    struct overheard heard;
    int lines = 0;

    memset(text, 'x', sizeof(text));
    overhear(&heard);
    CHECK_OK(log_start());
    for (int i = 0; i < 40; i++) {
        log_line_later(LOG_INFO, "long", log_str("text", (struct str){text, 900}));
        lines += lines_heard(&heard);
    }
    CHECK(lines >= 36);
    log_stop();
    CHECK_INT(lines + lines_heard(&heard), 40);
    overhear_end(&heard);
}

TEST_MAIN()
