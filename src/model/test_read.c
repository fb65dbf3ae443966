/* SPDX-License-Identifier: Apache-2.0 */
#include "model/read.h"

#include "base/test.h"
#include "model/test_types.h"

#define LEAST "\"title\": \"t\", \"value\": 1"

/* A call with an arena, for one test. */
struct bench {
    struct arena arena;
    struct call call;
    struct thing_new in;
};

static void
bench_release(struct bench *bench)
{
    arena_release(&bench->arena);
}

#define BENCH __attribute__((cleanup(bench_release))) struct bench

static void
bench_init(struct bench *bench)
{
    *bench = (struct bench){0};
    arena_init(&bench->arena, ARENA_CEILING_USUAL);
    bench->call.arena = &bench->arena;
}

/* Reads a body, with 5 as the id of the path. */
static enum err
read_text(struct bench *bench, struct str body)
{
    static const struct pair path[] = {{STR("id"), STR("5")}};
    struct read_source source = {.body = body, .path = path, .path_count = 1};

    call_reset(&bench->call);
    return read_input(&bench->call, &type_thing_new, &source, &bench->in);
}

static enum err
read_query(struct bench *bench, const struct pair *query, size_t count)
{
    static const struct pair path[] = {{STR("id"), STR("5")}};
    struct read_source source = {.body = STR("{" LEAST "}"),
                                 .path = path,
                                 .path_count = 1,
                                 .query = query,
                                 .query_count = count};

    call_reset(&bench->call);
    return read_input(&bench->call, &type_thing_new, &source, &bench->in);
}

/* The codes and pointers of all faults, as "missing /title, unknown /x". */
static struct str
faults_of(struct bench *bench)
{
    struct str all = STR("");

    for (size_t i = 0; i < bench->call.fault_count; i++) {
        const struct fault *f = &bench->call.faults[i];
        CHECK(f->detail.len > 0);
        all = str_fmt(&bench->arena, "%.*s%s%s %.*s", STR_FMT(all), i > 0 ? ", " : "", f->code,
                      STR_FMT(f->pointer));
    }
    return all;
}

/* A body that has but one thing wrong. */
static void
check_fault(struct str members, const char *want)
{
    BENCH bench;

    bench_init(&bench);
    struct str body =
        str_fmt(&bench.arena, "{" LEAST "%s%.*s}", members.len > 0 ? ", " : "", STR_FMT(members));
    CHECK_ERR(read_text(&bench, body), ERR_INVALID);
    CHECK_STR(faults_of(&bench), want);
}

static void
check_fine(struct str members)
{
    BENCH bench;

    bench_init(&bench);
    struct str body = str_fmt(&bench.arena, "{" LEAST ", %.*s}", STR_FMT(members));
    CHECK_OK(read_text(&bench, body));
    CHECK_STR(faults_of(&bench), "");
}

static bool
given(const struct bench *bench, const char *name)
{
    const struct field *field = type_field(&type_thing_new, str_from(name));

    return (bench->in.given >> (field - thing_new_fields) & 1) != 0;
}

TEST(read__fills_every_kind_of_member)
{
    BENCH bench;
    const struct thing_new *in = &bench.in;

    bench_init(&bench);
    CHECK_OK(read_text(
        &bench,
        STR("{\"title\": \"caf\\u00e9\", \"note\": \"a\\nb\", \"password\": \" pw \", \"rank\": -3,"
            "\"grade\": 10, \"live\": false, \"sure\": true, \"value\": -12.5, \"progress\": 0.47,"
            "\"weight\": 14.29, \"closed_at\": \"2026-11-23T18:00:00+01:00\","
            "\"end_day\": \"2026-11-23\", \"color\": \"red\", \"main\": {\"name\": \"m\"},"
            "\"parts\": [{\"name\": \"p\", \"size\": 2}, {\"name\": \"q\", \"size\": null}],"
            "\"ids\": [3, 1, 2], \"tags\": [\" a\", \"b \"]}")));
    CHECK_INT(in->id, 5);
    CHECK_INT(in->limit, 50);
    CHECK_STR(in->title, "caf\u00e9");
    CHECK_STR(in->note, "a\nb");
    CHECK_STR(in->password, " pw ");
    CHECK_INT(in->rank, -3);
    CHECK(maybe_eq(in->grade, maybe_of(10)));
    CHECK(!in->live);
    CHECK(maybe_eq(in->sure, maybe_of(1)));
    CHECK_INT(in->value, -125000);
    CHECK(maybe_eq(in->progress, maybe_of(470000)));
    CHECK_INT(in->weight, 1429);
    CHECK(maybe_eq(in->closed_at,
                   maybe_of((day_from_civil(2026, 11, 23) * 24 + 17) * 3600 * USEC_PER_SEC)));
    CHECK(maybe_eq(in->end_day, maybe_of(day_from_civil(2026, 11, 23))));
    CHECK_INT(in->color, COLOR_RED);
    CHECK_STR(in->main->name, "m");
    CHECK_INT(in->main->given, 1);
    CHECK_INT(in->parts.count, 2);
    CHECK_STR(in->parts.items[0].name, "p");
    CHECK(maybe_eq(in->parts.items[0].size, maybe_of(2)));
    CHECK_STR(in->parts.items[1].name, "q");
    CHECK(maybe_eq(in->parts.items[1].size, maybe_none()));
    CHECK_INT(in->parts.items[1].given, 3);
    CHECK_INT(in->ids.count, 3);
    CHECK_INT(in->ids.items[2], 2);
    CHECK_INT(in->tags.count, 2);
    CHECK_STR(in->tags.items[0], "a");
    CHECK_STR(in->tags.items[1], "b");
}

TEST(read__fills_in_defaults_and_says_what_was_given)
{
    BENCH bench;

    bench_init(&bench);
    CHECK_OK(read_text(&bench, STR("{" LEAST ", \"note\": null}")));
    CHECK_INT(bench.in.rank, 7);
    CHECK(bench.in.live);
    CHECK_INT(bench.in.weight, WEIGHT_USUAL);
    CHECK_INT(bench.in.color, COLOR_GREEN);
    CHECK(str_is_null(bench.in.note));
    CHECK(bench.in.main == NULL);
    CHECK(given(&bench, "id") && given(&bench, "title") && given(&bench, "value"));
    CHECK(given(&bench, "note"));
    CHECK(!given(&bench, "rank") && !given(&bench, "limit") && !given(&bench, "grade"));
}

TEST(read__reads_the_query)
{
    static const struct pair fine[] = {{STR("limit"), STR("20")}, {STR("q"), STR(" caf\u00e9 ")}};
    static const struct pair bad[] = {{STR("limit"), STR("201")},
                                      {STR("limit"), STR("1")},
                                      {STR("x"), STR("1")},
                                      {STR("title"), STR("t")},
                                      {STR("q"), STR("\xff")}};
    static const struct pair worse[] = {{STR("limit"), STR("ten")}, {STR("q"), STR("  ")}};
    BENCH bench;

    bench_init(&bench);
    CHECK_OK(read_query(&bench, fine, 2));
    CHECK_INT(bench.in.limit, 20);
    CHECK_STR(bench.in.q, "caf\u00e9");
    CHECK_ERR(read_query(&bench, bad, 5), ERR_MALFORMED);
    CHECK_STR(faults_of(&bench),
              "out_of_range ?limit, repeated ?limit, unknown ?x, unknown ?title, bad_text ?q");
    CHECK_ERR(read_query(&bench, worse, 2), ERR_MALFORMED);
    CHECK_STR(faults_of(&bench), "bad_number ?limit, too_short ?q");
}

TEST(read__does_not_find_what_a_path_cannot_name)
{
    static const char *const ids[] = {"", "x", "0", "-1", "1.5", "9007199254740992", "1x", "\xff"};
    BENCH bench;

    bench_init(&bench);
    for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
        struct pair path = {STR("id"), str_from(ids[i])};
        struct read_source source = {.body = STR("{}"), .path = &path, .path_count = 1};
        call_reset(&bench.call);
        CHECK_ERR(read_input(&bench.call, &type_thing_new, &source, &bench.in), ERR_NOT_FOUND);
    }
}

TEST(read__tells_all_faults_at_once)
{
    BENCH bench;

    bench_init(&bench);
    CHECK_ERR(
        read_text(&bench,
                  STR("{\"title\": \"\", \"rank\": 1.5, \"x/~\": {\"deep\": [1]}, \"grade\": 11,"
                      "\"grade\": 1, \"id\": 6, \"limit\": 7,"
                      "\"parts\": [{}, {\"name\": 1, \"more\": 2}, 3, null, {}]}")),
        ERR_INVALID);
    CHECK_STR(
        faults_of(&bench),
        "too_short /title, too_many_decimals /rank, unknown /x~1~0, out_of_range /grade, "
        "repeated /grade, unknown /id, unknown /limit, missing /parts/0/name, "
        "wrong_type /parts/1/name, unknown /parts/1/more, wrong_type /parts/2, too_long /parts, "
        "missing /value");
}

TEST(read__refuses_wrong_values)
{
    check_fault(STR("\"title\": 1"), "repeated /title");
    check_fault(STR("\"note\": 1"), "wrong_type /note");
    check_fault(STR("\"note\": {\"a\": [{}]}"), "wrong_type /note");
    check_fault(STR("\"note\": \"a\\u0000b\""), "bad_text /note");
    check_fault(STR("\"note\": \"a\\rb\""), "bad_text /note");
    check_fault(STR("\"note\": \"a\\u007fb\""), "bad_text /note");
    check_fault(STR("\"note\": \"a\\u0085b\""), "bad_text /note");
    check_fault(STR("\"rank\": null"), "null_not_allowed /rank");
    check_fault(STR("\"rank\": \"1\""), "wrong_type /rank");
    check_fault(STR("\"rank\": 9007199254740992"), "out_of_range /rank");
    check_fault(STR("\"rank\": 1e300"), "out_of_range /rank");
    check_fault(STR("\"grade\": -1"), "out_of_range /grade");
    check_fault(STR("\"live\": 1"), "wrong_type /live");
    check_fault(STR("\"live\": \"true\""), "wrong_type /live");
    check_fault(STR("\"live\": null"), "null_not_allowed /live");
    check_fault(STR("\"progress\": 0.0000001"), "too_many_decimals /progress");
    check_fault(STR("\"progress\": 1000001"), "out_of_range /progress");
    check_fault(STR("\"weight\": -1"), "out_of_range /weight");
    check_fault(STR("\"weight\": 10000.01"), "out_of_range /weight");
    check_fault(STR("\"weight\": 0.001"), "too_many_decimals /weight");
    check_fault(STR("\"closed_at\": \"2026-11-23\""), "bad_time /closed_at");
    check_fault(STR("\"closed_at\": \"9999-12-31T23:59:59-01:00\""), "bad_time /closed_at");
    check_fault(STR("\"closed_at\": \"0001-01-01T00:00:00+01:00\""), "bad_time /closed_at");
    check_fault(STR("\"end_day\": \"2026-02-29\""), "bad_day /end_day");
    check_fault(STR("\"end_day\": 20260228"), "wrong_type /end_day");
    check_fault(STR("\"color\": \"blue\""), "not_one_of /color");
    check_fault(STR("\"color\": \"\""), "not_one_of /color");
    check_fault(STR("\"color\": null"), "null_not_allowed /color");
    check_fault(STR("\"main\": []"), "wrong_type /main");
    check_fault(STR("\"main\": {}"), "missing /main/name");
    check_fault(STR("\"parts\": {}"), "wrong_type /parts");
    check_fault(STR("\"parts\": null"), "null_not_allowed /parts");
    check_fault(STR("\"ids\": []"), "too_short /ids");
    check_fault(STR("\"ids\": [1, 0, \"2\", null]"),
                "out_of_range /ids/1, wrong_type /ids/2, null_not_allowed /ids/3");
    check_fault(STR("\"tags\": [\" \"]"), "too_short /tags/0");
    check_fault(STR("\"password\": \"pw\""), "too_short /password");
}

TEST(read__takes_the_limits_themselves)
{
    check_fine(STR("\"rank\": 9007199254740991"));
    check_fine(STR("\"rank\": -9007199254740991.0"));
    check_fine(STR("\"grade\": 0"));
    check_fine(STR("\"grade\": 1e1"));
    check_fine(STR("\"progress\": 1000000"));
    check_fine(STR("\"weight\": 10000"));
    check_fine(STR("\"closed_at\": \"9999-12-31T23:59:59.999999Z\""));
    check_fine(STR("\"end_day\": \"0001-01-01\""));
    check_fine(STR("\"main\": null"));
    check_fine(STR("\"parts\": []"));
    check_fine(STR("\"parts\": [{\"name\": \"a\"}, {\"name\": \"b\"}, {\"name\": \"12345\"}]"));
    check_fine(STR("\"ids\": [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]"));
}

TEST(read__counts_characters_behind_trimming)
{
    BENCH bench;

    bench_init(&bench);
    CHECK_OK(read_text(
        &bench, STR("{\"title\": \" \\n\\u00a0\\u200b\u00e9234567890 \\u3000\", \"value\": 0}")));
    CHECK_STR(bench.in.title, "\u00e9234567890");
    CHECK_ERR(read_text(&bench, STR("{\"title\": \"12345678901\", \"value\": 0}")), ERR_INVALID);
    CHECK_STR(faults_of(&bench), "too_long /title");
    CHECK_STR(bench.call.faults[0].detail, "Shorten it to at most 10 characters; it has 11.");
    CHECK_ERR(read_text(&bench, STR("{\"title\": \" \\u200b \", \"value\": 0}")), ERR_INVALID);
    CHECK_STR(faults_of(&bench), "too_short /title");
}

TEST(read__keeps_all_items_of_a_long_list)
{
    BENCH bench;

    bench_init(&bench);
    struct str tags = STR("\"0\"");
    for (int i = 1; i < LIST_LENGTH_MAX; i++)
        tags = str_fmt(&bench.arena, "%.*s,\"%d\"", STR_FMT(tags), i);
    CHECK_OK(
        read_text(&bench, str_fmt(&bench.arena, "{" LEAST ",\"tags\":[%.*s]}", STR_FMT(tags))));
    CHECK_INT(bench.in.tags.count, LIST_LENGTH_MAX);
    for (int i = 0; i < LIST_LENGTH_MAX; i++)
        CHECK(str_eq(bench.in.tags.items[i], str_fmt(&bench.arena, "%d", i)));
    CHECK_ERR(read_text(&bench,
                        str_fmt(&bench.arena, "{" LEAST ",\"tags\":[%.*s,\"x\"]}", STR_FMT(tags))),
              ERR_INVALID);
    CHECK_STR(faults_of(&bench), "too_long /tags");
}

TEST(read__refuses_what_is_not_json)
{
    BENCH bench;

    bench_init(&bench);
    CHECK_ERR(read_text(&bench, STR("{" LEAST "}x")), ERR_MALFORMED);
    CHECK_STR(str_from(bench.call.code), "not_json");
    CHECK_STR(bench.call.why,
              "The body is not JSON: line 1, column 27: something follows behind the value.");
    CHECK_ERR(read_text(&bench, STR("{")), ERR_MALFORMED);
    CHECK_ERR(read_text(&bench, STR(" ")), ERR_MALFORMED);
    CHECK_ERR(read_text(&bench, STR("{\"title\": \"\xff\"}")), ERR_MALFORMED);
    CHECK_ERR(read_text(&bench, STR("[")), ERR_MALFORMED);
    CHECK_ERR(read_text(&bench, STR("[{\"title\": 1}]")), ERR_INVALID);
    CHECK_STR(faults_of(&bench), "wrong_type ");
    CHECK_ERR(read_text(&bench, STR("null")), ERR_INVALID);
    CHECK_STR(faults_of(&bench), "wrong_type ");
    CHECK_ERR(
        read_text(&bench,
                  STR("{\"x\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}")),
        ERR_TOO_LARGE);
    CHECK_STR(str_from(bench.call.code), "too_deep");
}

TEST(read__takes_no_body_for_an_empty_one)
{
    BENCH bench;

    bench_init(&bench);
    CHECK_ERR(read_text(&bench, (struct str){0}), ERR_INVALID);
    CHECK_STR(faults_of(&bench), "missing /title, missing /value");
}

TEST(read__refuses_all_where_nothing_goes_in)
{
    static const struct pair query[] = {{STR("a"), STR("1")}};
    BENCH bench;

    bench_init(&bench);
    struct read_source source = {.query = query, .query_count = 1};
    CHECK_ERR(read_input(&bench.call, NULL, &source, NULL), ERR_MALFORMED);
    CHECK_STR(faults_of(&bench), "unknown ?a");
    call_reset(&bench.call);
    source = (struct read_source){.body = STR("{\"a\": 1}")};
    CHECK_ERR(read_input(&bench.call, NULL, &source, NULL), ERR_INVALID);
    CHECK_STR(faults_of(&bench), "unknown /a");
    call_reset(&bench.call);
    source = (struct read_source){.body = STR("{}")};
    CHECK_OK(read_input(&bench.call, NULL, &source, NULL));
}

TEST(read__stops_when_no_more_faults_can_be_told)
{
    BENCH bench;

    bench_init(&bench);
    struct str body = STR("{\"a\": 1");
    for (unsigned i = 0; i < 2 * FAULT_MAX; i++)
        body = str_fmt(&bench.arena, "%.*s, \"a\": 1", STR_FMT(body));
    CHECK_ERR(read_text(&bench, str_fmt(&bench.arena, "%.*s}", STR_FMT(body))), ERR_INVALID);
    CHECK_INT(bench.call.fault_count, FAULT_MAX);
}

TEST(read__cuts_a_long_unknown_name)
{
    BENCH bench;
    char name[400];

    bench_init(&bench);
    for (size_t i = 0; i < sizeof(name); i += 2)
        memcpy(name + i, "\u00e9", 2);
    struct str body = str_fmt(&bench.arena, "{" LEAST ",\"a%.*s\":1}", (int)sizeof(name), name);
    CHECK_ERR(read_text(&bench, body), ERR_INVALID);
    CHECK_INT(bench.call.faults[0].pointer.len, 64);
    CHECK(str_is_utf8(bench.call.faults[0].pointer));
}

TEST(read__fails_when_the_arena_is_full)
{
    BENCH bench;

    bench_init(&bench);
    bench.arena.ceiling = 0;
    CHECK_ERR(read_text(&bench, STR("{" LEAST ",\"main\":{\"name\":\"m\"}}")), ERR_TOO_LARGE);
}

TEST_MAIN()
