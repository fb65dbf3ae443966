/* SPDX-License-Identifier: Apache-2.0 */
/* Made by tool/sqlpack from the .sql files of demo. */
#include "gen/demo_sql.h"

#include "model/query_list.h"

static const enum value_kind thing_get_params[] = {[0] = VALUE_INT};
static const enum value_kind thing_get_kinds[] = {VALUE_INT, VALUE_INT, VALUE_TEXT, VALUE_TEXT, VALUE_INT, VALUE_BOOL, VALUE_TEXT, VALUE_INT, VALUE_INT};
static const uint8_t thing_get_columns[] = {0, 1, 2, 3, 4, 5, 6, 7, 8};
const struct bound_query query_thing_get[1] = {
    {
        .query = {
            .name = "thing_get",
            .number = 0,
            .sql[ENGINE_SQLITE] =
                "SELECT id, owner_id, name, color, price, sold, secret, made_on, version "
                "FROM thing WHERE id = ?1",
            .sql[ENGINE_POSTGRES] =
                "SELECT id, owner_id, name, color, price, sold, secret, made_on, version "
                "FROM thing WHERE id = $1",
            .params = thing_get_params,
            .param_count = 1,
            .columns = thing_get_kinds,
            .column_count = 9,
            .writes = false,
        },
        .row = &type_thing,
        .columns = thing_get_columns,
    },
};

enum err
q_thing_get(struct call *call, int64_t id, struct thing *out)
{
    const struct value params[] = {
        value_int(id),
    };

    return query_one(call, query_thing_get, params, 1, out);
}

static const enum value_kind thing_show_params[] = {[0] = VALUE_INT};
static const enum value_kind thing_show_kinds[] = {VALUE_INT, VALUE_INT, VALUE_TEXT, VALUE_TEXT, VALUE_INT, VALUE_BOOL, VALUE_INT, VALUE_INT, VALUE_INT};
static const uint8_t thing_show_columns[] = {0, 1, 2, 3, 4, 5, 6, 7, 8};
const struct bound_query query_thing_show[1] = {
    {
        .query = {
            .name = "thing_show",
            .number = 1,
            .sql[ENGINE_SQLITE] =
                "SELECT t.id, t.owner_id, t.name, t.color, t.price, t.sold, t.made_on, "
                "t.version, (SELECT count(*) FROM bit b WHERE b.thing_id = t.id) AS part_count "
                "FROM thing t WHERE t.id = ?1 AND t.name <> ':name is no parameter; nor "
                "is it''s end -- or this'",
            .sql[ENGINE_POSTGRES] =
                "SELECT t.id, t.owner_id, t.name, t.color, t.price, t.sold, t.made_on, "
                "t.version, (SELECT count(*) FROM bit b WHERE b.thing_id = t.id) AS part_count "
                "FROM thing t WHERE t.id = $1 AND t.name <> ':name is no parameter; nor "
                "is it''s end -- or this'",
            .params = thing_show_params,
            .param_count = 1,
            .columns = thing_show_kinds,
            .column_count = 9,
            .writes = false,
        },
        .row = &type_thing_view,
        .columns = thing_show_columns,
    },
};

enum err
q_thing_show(struct call *call, int64_t id, struct thing_view *out)
{
    const struct value params[] = {
        value_int(id),
    };

    return query_one(call, query_thing_show, params, 1, out);
}

static const enum value_kind thing_page_params[] = {[0] = VALUE_INT, [1] = VALUE_TEXT, [2] = VALUE_BOOL, [3] = VALUE_TEXT, [4] = VALUE_INT, [5] = VALUE_INT};
static const enum value_kind thing_page_kinds[] = {VALUE_INT, VALUE_TEXT, VALUE_INT, VALUE_INT};
static const uint8_t thing_page_columns[] = {0, 1, 2, 3};
const struct bound_query query_thing_page[1] = {
    {
        .query = {
            .name = "thing_page",
            .number = 2,
            .sql[ENGINE_SQLITE] =
                "SELECT id, name, coalesce(price, 0) AS price, owner_id FROM thing WHERE "
                "owner_id = ?1 AND color = ?2 AND sold = ?3 AND (name, id) > (?4, ?5) ORDER "
                "BY \"name\", id LIMIT ?6",
            .sql[ENGINE_POSTGRES] =
                "SELECT id, name, coalesce(price, 0) AS price, owner_id FROM thing WHERE "
                "owner_id = $1 AND color = $2 AND sold = $3 AND (name, id) > ($4, $5) ORDER "
                "BY \"name\", id LIMIT $6",
            .params = thing_page_params,
            .param_count = 6,
            .columns = thing_page_kinds,
            .column_count = 4,
            .writes = false,
        },
        .row = &type_thing_ref,
        .columns = thing_page_columns,
    },
};

enum err
q_thing_page(struct call *call, struct maybe owner_id, enum color color, bool sold,
             struct str after_name, int64_t after_id, int64_t limit, struct thing_ref_list *out)
{
    const struct value params[] = {
        value_maybe(owner_id),
        value_text(str_from(choice_name(color_choice, (int)color))),
        value_bool(sold),
        value_text(after_name),
        value_int(after_id),
        value_int(limit),
    };

    struct list rows = {0};
    TRY(query_many(call, query_thing_page, params, 6, &rows));
    *out = (struct thing_ref_list){.items = rows.items, .count = rows.count};
    return OK;
}

void
q_thing_page_ahead(struct call *call, struct maybe owner_id, enum color color, bool sold,
                   struct str after_name, int64_t after_id, int64_t limit)
{
    if (!query_goes_ahead(call))
        return;
    const struct value params[] = {
        value_maybe(owner_id),
        value_text(str_from(choice_name(color_choice, (int)color))),
        value_bool(sold),
        value_text(after_name),
        value_int(after_id),
        value_int(limit),
    };

    query_say_ahead(call, query_thing_page, params, 6);
}

static const enum value_kind thing_names_params[] = {[1 ... 512] = VALUE_TEXT, [0] = VALUE_INT};
static const enum value_kind thing_names_array_params[] = {[1] = VALUE_TEXT_LIST, [0] = VALUE_INT};
static const enum value_kind thing_names_kinds[] = {VALUE_INT, VALUE_TEXT};
static const uint8_t thing_names_columns[] = {0, 1};
const struct bound_query query_thing_names[6] = {
    {
        .query = {
            .name = "thing_names_8",
            .number = 3,
            .sql[ENGINE_SQLITE] =
                "SELECT t.id, t.name FROM thing t WHERE t.name IN (?2,?3,?4,?5,?6,?7,?8,"
                "?9) AND (t.sold OR t.made_on <= ?1) ORDER BY t.id",
            .params = thing_names_params,
            .param_count = 9,
            .columns = thing_names_kinds,
            .column_count = 2,
            .writes = false,
        },
        .row = &type_thing_ref,
        .columns = thing_names_columns,
    },
    {
        .query = {
            .name = "thing_names_24",
            .number = 4,
            .sql[ENGINE_SQLITE] =
                "SELECT t.id, t.name FROM thing t WHERE t.name IN (?2,?3,?4,?5,?6,?7,?8,"
                "?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25) AND "
                "(t.sold OR t.made_on <= ?1) ORDER BY t.id",
            .params = thing_names_params,
            .param_count = 25,
            .columns = thing_names_kinds,
            .column_count = 2,
            .writes = false,
        },
        .row = &type_thing_ref,
        .columns = thing_names_columns,
    },
    {
        .query = {
            .name = "thing_names_80",
            .number = 5,
            .sql[ENGINE_SQLITE] =
                "SELECT t.id, t.name FROM thing t WHERE t.name IN (?2,?3,?4,?5,?6,?7,?8,"
                "?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,?26,"
                "?27,?28,?29,?30,?31,?32,?33,?34,?35,?36,?37,?38,?39,?40,?41,?42,?43,?44,"
                "?45,?46,?47,?48,?49,?50,?51,?52,?53,?54,?55,?56,?57,?58,?59,?60,?61,?62,"
                "?63,?64,?65,?66,?67,?68,?69,?70,?71,?72,?73,?74,?75,?76,?77,?78,?79,?80,"
                "?81) AND (t.sold OR t.made_on <= ?1) ORDER BY t.id",
            .params = thing_names_params,
            .param_count = 81,
            .columns = thing_names_kinds,
            .column_count = 2,
            .writes = false,
        },
        .row = &type_thing_ref,
        .columns = thing_names_columns,
    },
    {
        .query = {
            .name = "thing_names_200",
            .number = 6,
            .sql[ENGINE_SQLITE] =
                "SELECT t.id, t.name FROM thing t WHERE t.name IN (?2,?3,?4,?5,?6,?7,?8,"
                "?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,?26,"
                "?27,?28,?29,?30,?31,?32,?33,?34,?35,?36,?37,?38,?39,?40,?41,?42,?43,?44,"
                "?45,?46,?47,?48,?49,?50,?51,?52,?53,?54,?55,?56,?57,?58,?59,?60,?61,?62,"
                "?63,?64,?65,?66,?67,?68,?69,?70,?71,?72,?73,?74,?75,?76,?77,?78,?79,?80,"
                "?81,?82,?83,?84,?85,?86,?87,?88,?89,?90,?91,?92,?93,?94,?95,?96,?97,?98,"
                "?99,?100,?101,?102,?103,?104,?105,?106,?107,?108,?109,?110,?111,?112,?113,"
                "?114,?115,?116,?117,?118,?119,?120,?121,?122,?123,?124,?125,?126,?127,"
                "?128,?129,?130,?131,?132,?133,?134,?135,?136,?137,?138,?139,?140,?141,"
                "?142,?143,?144,?145,?146,?147,?148,?149,?150,?151,?152,?153,?154,?155,"
                "?156,?157,?158,?159,?160,?161,?162,?163,?164,?165,?166,?167,?168,?169,"
                "?170,?171,?172,?173,?174,?175,?176,?177,?178,?179,?180,?181,?182,?183,"
                "?184,?185,?186,?187,?188,?189,?190,?191,?192,?193,?194,?195,?196,?197,"
                "?198,?199,?200,?201) AND (t.sold OR t.made_on <= ?1) ORDER BY t.id",
            .params = thing_names_params,
            .param_count = 201,
            .columns = thing_names_kinds,
            .column_count = 2,
            .writes = false,
        },
        .row = &type_thing_ref,
        .columns = thing_names_columns,
    },
    {
        .query = {
            .name = "thing_names_512",
            .number = 7,
            .sql[ENGINE_SQLITE] =
                "SELECT t.id, t.name FROM thing t WHERE t.name IN (?2,?3,?4,?5,?6,?7,?8,"
                "?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,?26,"
                "?27,?28,?29,?30,?31,?32,?33,?34,?35,?36,?37,?38,?39,?40,?41,?42,?43,?44,"
                "?45,?46,?47,?48,?49,?50,?51,?52,?53,?54,?55,?56,?57,?58,?59,?60,?61,?62,"
                "?63,?64,?65,?66,?67,?68,?69,?70,?71,?72,?73,?74,?75,?76,?77,?78,?79,?80,"
                "?81,?82,?83,?84,?85,?86,?87,?88,?89,?90,?91,?92,?93,?94,?95,?96,?97,?98,"
                "?99,?100,?101,?102,?103,?104,?105,?106,?107,?108,?109,?110,?111,?112,?113,"
                "?114,?115,?116,?117,?118,?119,?120,?121,?122,?123,?124,?125,?126,?127,"
                "?128,?129,?130,?131,?132,?133,?134,?135,?136,?137,?138,?139,?140,?141,"
                "?142,?143,?144,?145,?146,?147,?148,?149,?150,?151,?152,?153,?154,?155,"
                "?156,?157,?158,?159,?160,?161,?162,?163,?164,?165,?166,?167,?168,?169,"
                "?170,?171,?172,?173,?174,?175,?176,?177,?178,?179,?180,?181,?182,?183,"
                "?184,?185,?186,?187,?188,?189,?190,?191,?192,?193,?194,?195,?196,?197,"
                "?198,?199,?200,?201,?202,?203,?204,?205,?206,?207,?208,?209,?210,?211,"
                "?212,?213,?214,?215,?216,?217,?218,?219,?220,?221,?222,?223,?224,?225,"
                "?226,?227,?228,?229,?230,?231,?232,?233,?234,?235,?236,?237,?238,?239,"
                "?240,?241,?242,?243,?244,?245,?246,?247,?248,?249,?250,?251,?252,?253,"
                "?254,?255,?256,?257,?258,?259,?260,?261,?262,?263,?264,?265,?266,?267,"
                "?268,?269,?270,?271,?272,?273,?274,?275,?276,?277,?278,?279,?280,?281,"
                "?282,?283,?284,?285,?286,?287,?288,?289,?290,?291,?292,?293,?294,?295,"
                "?296,?297,?298,?299,?300,?301,?302,?303,?304,?305,?306,?307,?308,?309,"
                "?310,?311,?312,?313,?314,?315,?316,?317,?318,?319,?320,?321,?322,?323,"
                "?324,?325,?326,?327,?328,?329,?330,?331,?332,?333,?334,?335,?336,?337,"
                "?338,?339,?340,?341,?342,?343,?344,?345,?346,?347,?348,?349,?350,?351,"
                "?352,?353,?354,?355,?356,?357,?358,?359,?360,?361,?362,?363,?364,?365,"
                "?366,?367,?368,?369,?370,?371,?372,?373,?374,?375,?376,?377,?378,?379,"
                "?380,?381,?382,?383,?384,?385,?386,?387,?388,?389,?390,?391,?392,?393,"
                "?394,?395,?396,?397,?398,?399,?400,?401,?402,?403,?404,?405,?406,?407,"
                "?408,?409,?410,?411,?412,?413,?414,?415,?416,?417,?418,?419,?420,?421,"
                "?422,?423,?424,?425,?426,?427,?428,?429,?430,?431,?432,?433,?434,?435,"
                "?436,?437,?438,?439,?440,?441,?442,?443,?444,?445,?446,?447,?448,?449,"
                "?450,?451,?452,?453,?454,?455,?456,?457,?458,?459,?460,?461,?462,?463,"
                "?464,?465,?466,?467,?468,?469,?470,?471,?472,?473,?474,?475,?476,?477,"
                "?478,?479,?480,?481,?482,?483,?484,?485,?486,?487,?488,?489,?490,?491,"
                "?492,?493,?494,?495,?496,?497,?498,?499,?500,?501,?502,?503,?504,?505,"
                "?506,?507,?508,?509,?510,?511,?512,?513) AND (t.sold OR t.made_on <= ?1) "
                "ORDER BY t.id",
            .params = thing_names_params,
            .param_count = 513,
            .columns = thing_names_kinds,
            .column_count = 2,
            .writes = false,
        },
        .row = &type_thing_ref,
        .columns = thing_names_columns,
    },
    {
        .query = {
            .name = "thing_names",
            .number = 8,
            .sql[ENGINE_POSTGRES] =
                "SELECT t.id, t.name FROM thing t WHERE t.name = ANY ($2) AND (t.sold OR "
                "t.made_on <= $1) ORDER BY t.id",
            .params = thing_names_array_params,
            .param_count = 2,
            .columns = thing_names_kinds,
            .column_count = 2,
            .writes = false,
        },
        .row = &type_thing_ref,
        .columns = thing_names_columns,
    },
};

enum err
q_thing_names(struct call *call, const struct text_list *names, day_t made_on,
              struct thing_ref_list *out)
{
    struct query_list list;

    TRY(query_list_texts(call, 1, names, &list));
    list.params[0] = value_int(made_on);
    struct list rows = {0};
    TRY(query_many(call, &query_thing_names[list.size], list.params, list.count, &rows));
    *out = (struct thing_ref_list){.items = rows.items, .count = rows.count};
    return OK;
}

void
q_thing_names_ahead(struct call *call, const struct text_list *names, day_t made_on)
{
    struct query_list list;

    if (!query_goes_ahead(call) || query_list_texts(call, 1, names, &list) != OK)
        return;
    list.params[0] = value_int(made_on);
    query_say_ahead(call, &query_thing_names[list.size], list.params, list.count);
}

static const enum value_kind thing_insert_params[] = {[0] = VALUE_INT, [1] = VALUE_TEXT, [2] = VALUE_TEXT, [3] = VALUE_INT, [4] = VALUE_BOOL, [5] = VALUE_INT, [6] = VALUE_INT};
static const enum value_kind thing_insert_kinds[] = {VALUE_INT};
const struct bound_query query_thing_insert[1] = {
    {
        .query = {
            .name = "thing_insert",
            .number = 9,
            .sql[ENGINE_SQLITE] =
                "INSERT INTO thing (owner_id, name, color, price, sold, made_on, version) "
                "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            .sql[ENGINE_POSTGRES] =
                "INSERT INTO thing (owner_id, name, color, price, sold, made_on, version) "
                "VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
            .params = thing_insert_params,
            .param_count = 7,
            .columns = thing_insert_kinds,
            .column_count = 1,
            .writes = true,
        },
    },
};

enum err
q_thing_insert(struct call *call, const struct thing *in, int64_t *out)
{
    const struct value params[] = {
        field_value(&type_thing.fields[1], in),
        field_value(&type_thing.fields[2], in),
        field_value(&type_thing.fields[3], in),
        field_value(&type_thing.fields[4], in),
        field_value(&type_thing.fields[5], in),
        field_value(&type_thing.fields[7], in),
        field_value(&type_thing.fields[8], in),
    };

    return query_insert(call, query_thing_insert, params, 7, out);
}

static const enum value_kind thing_sell_params[] = {[2 ... 513] = VALUE_INT, [0] = VALUE_BOOL, [1] = VALUE_INT};
static const enum value_kind thing_sell_array_params[] = {[2] = VALUE_INT_LIST, [0] = VALUE_BOOL, [1] = VALUE_INT};
const struct bound_query query_thing_sell[6] = {
    {
        .query = {
            .name = "thing_sell_8",
            .number = 10,
            .sql[ENGINE_SQLITE] =
                "UPDATE thing SET sold = TRUE WHERE id IN (?3,?4,?5,?6,?7,?8,?9,?10) AND "
                "sold = ?1 AND price <= ?2",
            .params = thing_sell_params,
            .param_count = 10,
            .writes = true,
        },
    },
    {
        .query = {
            .name = "thing_sell_24",
            .number = 11,
            .sql[ENGINE_SQLITE] =
                "UPDATE thing SET sold = TRUE WHERE id IN (?3,?4,?5,?6,?7,?8,?9,?10,?11,"
                "?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,?26) AND sold "
                "= ?1 AND price <= ?2",
            .params = thing_sell_params,
            .param_count = 26,
            .writes = true,
        },
    },
    {
        .query = {
            .name = "thing_sell_80",
            .number = 12,
            .sql[ENGINE_SQLITE] =
                "UPDATE thing SET sold = TRUE WHERE id IN (?3,?4,?5,?6,?7,?8,?9,?10,?11,"
                "?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,?26,?27,?28,?29,"
                "?30,?31,?32,?33,?34,?35,?36,?37,?38,?39,?40,?41,?42,?43,?44,?45,?46,?47,"
                "?48,?49,?50,?51,?52,?53,?54,?55,?56,?57,?58,?59,?60,?61,?62,?63,?64,?65,"
                "?66,?67,?68,?69,?70,?71,?72,?73,?74,?75,?76,?77,?78,?79,?80,?81,?82) AND "
                "sold = ?1 AND price <= ?2",
            .params = thing_sell_params,
            .param_count = 82,
            .writes = true,
        },
    },
    {
        .query = {
            .name = "thing_sell_200",
            .number = 13,
            .sql[ENGINE_SQLITE] =
                "UPDATE thing SET sold = TRUE WHERE id IN (?3,?4,?5,?6,?7,?8,?9,?10,?11,"
                "?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,?26,?27,?28,?29,"
                "?30,?31,?32,?33,?34,?35,?36,?37,?38,?39,?40,?41,?42,?43,?44,?45,?46,?47,"
                "?48,?49,?50,?51,?52,?53,?54,?55,?56,?57,?58,?59,?60,?61,?62,?63,?64,?65,"
                "?66,?67,?68,?69,?70,?71,?72,?73,?74,?75,?76,?77,?78,?79,?80,?81,?82,?83,"
                "?84,?85,?86,?87,?88,?89,?90,?91,?92,?93,?94,?95,?96,?97,?98,?99,?100,?101,"
                "?102,?103,?104,?105,?106,?107,?108,?109,?110,?111,?112,?113,?114,?115,"
                "?116,?117,?118,?119,?120,?121,?122,?123,?124,?125,?126,?127,?128,?129,"
                "?130,?131,?132,?133,?134,?135,?136,?137,?138,?139,?140,?141,?142,?143,"
                "?144,?145,?146,?147,?148,?149,?150,?151,?152,?153,?154,?155,?156,?157,"
                "?158,?159,?160,?161,?162,?163,?164,?165,?166,?167,?168,?169,?170,?171,"
                "?172,?173,?174,?175,?176,?177,?178,?179,?180,?181,?182,?183,?184,?185,"
                "?186,?187,?188,?189,?190,?191,?192,?193,?194,?195,?196,?197,?198,?199,"
                "?200,?201,?202) AND sold = ?1 AND price <= ?2",
            .params = thing_sell_params,
            .param_count = 202,
            .writes = true,
        },
    },
    {
        .query = {
            .name = "thing_sell_512",
            .number = 14,
            .sql[ENGINE_SQLITE] =
                "UPDATE thing SET sold = TRUE WHERE id IN (?3,?4,?5,?6,?7,?8,?9,?10,?11,"
                "?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,?26,?27,?28,?29,"
                "?30,?31,?32,?33,?34,?35,?36,?37,?38,?39,?40,?41,?42,?43,?44,?45,?46,?47,"
                "?48,?49,?50,?51,?52,?53,?54,?55,?56,?57,?58,?59,?60,?61,?62,?63,?64,?65,"
                "?66,?67,?68,?69,?70,?71,?72,?73,?74,?75,?76,?77,?78,?79,?80,?81,?82,?83,"
                "?84,?85,?86,?87,?88,?89,?90,?91,?92,?93,?94,?95,?96,?97,?98,?99,?100,?101,"
                "?102,?103,?104,?105,?106,?107,?108,?109,?110,?111,?112,?113,?114,?115,"
                "?116,?117,?118,?119,?120,?121,?122,?123,?124,?125,?126,?127,?128,?129,"
                "?130,?131,?132,?133,?134,?135,?136,?137,?138,?139,?140,?141,?142,?143,"
                "?144,?145,?146,?147,?148,?149,?150,?151,?152,?153,?154,?155,?156,?157,"
                "?158,?159,?160,?161,?162,?163,?164,?165,?166,?167,?168,?169,?170,?171,"
                "?172,?173,?174,?175,?176,?177,?178,?179,?180,?181,?182,?183,?184,?185,"
                "?186,?187,?188,?189,?190,?191,?192,?193,?194,?195,?196,?197,?198,?199,"
                "?200,?201,?202,?203,?204,?205,?206,?207,?208,?209,?210,?211,?212,?213,"
                "?214,?215,?216,?217,?218,?219,?220,?221,?222,?223,?224,?225,?226,?227,"
                "?228,?229,?230,?231,?232,?233,?234,?235,?236,?237,?238,?239,?240,?241,"
                "?242,?243,?244,?245,?246,?247,?248,?249,?250,?251,?252,?253,?254,?255,"
                "?256,?257,?258,?259,?260,?261,?262,?263,?264,?265,?266,?267,?268,?269,"
                "?270,?271,?272,?273,?274,?275,?276,?277,?278,?279,?280,?281,?282,?283,"
                "?284,?285,?286,?287,?288,?289,?290,?291,?292,?293,?294,?295,?296,?297,"
                "?298,?299,?300,?301,?302,?303,?304,?305,?306,?307,?308,?309,?310,?311,"
                "?312,?313,?314,?315,?316,?317,?318,?319,?320,?321,?322,?323,?324,?325,"
                "?326,?327,?328,?329,?330,?331,?332,?333,?334,?335,?336,?337,?338,?339,"
                "?340,?341,?342,?343,?344,?345,?346,?347,?348,?349,?350,?351,?352,?353,"
                "?354,?355,?356,?357,?358,?359,?360,?361,?362,?363,?364,?365,?366,?367,"
                "?368,?369,?370,?371,?372,?373,?374,?375,?376,?377,?378,?379,?380,?381,"
                "?382,?383,?384,?385,?386,?387,?388,?389,?390,?391,?392,?393,?394,?395,"
                "?396,?397,?398,?399,?400,?401,?402,?403,?404,?405,?406,?407,?408,?409,"
                "?410,?411,?412,?413,?414,?415,?416,?417,?418,?419,?420,?421,?422,?423,"
                "?424,?425,?426,?427,?428,?429,?430,?431,?432,?433,?434,?435,?436,?437,"
                "?438,?439,?440,?441,?442,?443,?444,?445,?446,?447,?448,?449,?450,?451,"
                "?452,?453,?454,?455,?456,?457,?458,?459,?460,?461,?462,?463,?464,?465,"
                "?466,?467,?468,?469,?470,?471,?472,?473,?474,?475,?476,?477,?478,?479,"
                "?480,?481,?482,?483,?484,?485,?486,?487,?488,?489,?490,?491,?492,?493,"
                "?494,?495,?496,?497,?498,?499,?500,?501,?502,?503,?504,?505,?506,?507,"
                "?508,?509,?510,?511,?512,?513,?514) AND sold = ?1 AND price <= ?2",
            .params = thing_sell_params,
            .param_count = 514,
            .writes = true,
        },
    },
    {
        .query = {
            .name = "thing_sell",
            .number = 15,
            .sql[ENGINE_POSTGRES] =
                "UPDATE thing SET sold = TRUE WHERE id = ANY ($3) AND sold = $1 AND price "
                "<= $2",
            .params = thing_sell_array_params,
            .param_count = 3,
            .writes = true,
        },
    },
};

enum err
q_thing_sell(struct call *call, const struct id_list *ids, bool sold, struct maybe price,
             int64_t *out)
{
    struct query_list list;

    TRY(query_list_ids(call, 2, ids, &list));
    list.params[0] = value_bool(sold);
    list.params[1] = value_maybe(price);
    return query_run(call, &query_thing_sell[list.size], list.params, list.count, out);
}

static const enum value_kind thing_worth_kinds[] = {VALUE_INT};
const struct bound_query query_thing_worth[1] = {
    {
        .query = {
            .name = "thing_worth",
            .number = 16,
            .sql[ENGINE_SQLITE] =
                "SELECT CAST(sum(price) AS BIGINT) FROM thing",
            .sql[ENGINE_POSTGRES] =
                "SELECT CAST(sum(price) AS BIGINT) FROM thing",
            .columns = thing_worth_kinds,
            .column_count = 1,
            .writes = false,
        },
    },
};

enum err
q_thing_worth(struct call *call, struct maybe *out)
{
    return query_number(call, query_thing_worth, NULL, 0, out);
}

void
q_thing_worth_ahead(struct call *call)
{
    if (!query_goes_ahead(call))
        return;
    query_say_ahead(call, query_thing_worth, NULL, 0);
}

static const enum value_kind bit_update_params[] = {[0] = VALUE_INT, [1] = VALUE_INT, [2] = VALUE_INT};
const struct bound_query query_bit_update[1] = {
    {
        .query = {
            .name = "bit_update",
            .number = 17,
            .sql[ENGINE_SQLITE] =
                "UPDATE bit SET share = ?1 WHERE id = ?2 AND share = ?3",
            .sql[ENGINE_POSTGRES] =
                "UPDATE bit SET share = $1 WHERE id = $2 AND share = $3",
            .params = bit_update_params,
            .param_count = 3,
            .writes = true,
        },
    },
};

enum err
q_bit_update(struct call *call, const struct bit *in, weight_t old_share)
{
    const struct value params[] = {
        field_value(&type_bit.fields[2], in),
        field_value(&type_bit.fields[0], in),
        value_int(old_share),
    };

    return query_run(call, query_bit_update, params, 3, NULL);
}

static const enum value_kind thing_search_params[] = {[0] = VALUE_TEXT, [1] = VALUE_BOOL};
static const enum value_kind thing_search_kinds[] = {VALUE_INT, VALUE_TEXT};
static const uint8_t thing_search_columns[] = {0, 1};
const struct bound_query query_thing_search[1] = {
    {
        .query = {
            .name = "thing_search",
            .number = 18,
            .sql[ENGINE_SQLITE] =
                "SELECT id, name FROM thing WHERE name GLOB ?1 AND (?2 IS NULL OR sold "
                "= ?2)",
            .sql[ENGINE_POSTGRES] =
                "SELECT id, name FROM thing WHERE ($2 IS NULL OR sold = $2) AND name ILIKE "
                "$1::text",
            .params = thing_search_params,
            .param_count = 2,
            .columns = thing_search_kinds,
            .column_count = 2,
            .writes = false,
        },
        .row = &type_thing_ref,
        .columns = thing_search_columns,
    },
};

enum err
q_thing_search(struct call *call, struct str word, struct maybe sold, struct thing_ref_list *out)
{
    const struct value params[] = {
        value_text(word),
        value_maybe_bool(sold),
    };

    struct list rows = {0};
    TRY(query_many(call, query_thing_search, params, 2, &rows));
    *out = (struct thing_ref_list){.items = rows.items, .count = rows.count};
    return OK;
}

static const enum value_kind bit_of_params[] = {[0] = VALUE_INT};
static const enum value_kind bit_of_kinds[] = {VALUE_INT, VALUE_INT, VALUE_INT, VALUE_INT};
static const uint8_t bit_of_columns[] = {0, 1, 2, 3};
const struct bound_query query_bit_of[1] = {
    {
        .query = {
            .name = "bit_of",
            .number = 19,
            .sql[ENGINE_SQLITE] =
                "SELECT b.id, b.thing_id, b.share, b.made_at FROM bit b WHERE b.thing_id "
                "= ?1",
            .sql[ENGINE_POSTGRES] =
                "SELECT b.id, b.thing_id, b.share, b.made_at FROM bit b WHERE b.thing_id "
                "= $1",
            .params = bit_of_params,
            .param_count = 1,
            .columns = bit_of_kinds,
            .column_count = 4,
            .writes = false,
        },
        .row = &type_bit,
        .columns = bit_of_columns,
    },
};

enum err
q_bit_of(struct call *call, int64_t thing_id, struct bit_list *out)
{
    const struct value params[] = {
        value_int(thing_id),
    };

    struct list rows = {0};
    TRY(query_many(call, query_bit_of, params, 1, &rows));
    *out = (struct bit_list){.items = rows.items, .count = rows.count};
    return OK;
}

static const enum value_kind dump_thing_params[] = {[0] = VALUE_INT, [1] = VALUE_INT};
static const enum value_kind dump_thing_kinds[] = {VALUE_INT, VALUE_INT, VALUE_TEXT, VALUE_TEXT, VALUE_INT, VALUE_BOOL, VALUE_TEXT, VALUE_INT, VALUE_INT};
static const uint8_t dump_thing_columns[] = {0, 1, 2, 3, 4, 5, 6, 7, 8};
const struct bound_query query_dump_thing[1] = {
    {
        .query = {
            .name = "dump_thing",
            .number = 20,
            .sql[ENGINE_SQLITE] =
                "SELECT id, owner_id, name, color, price, sold, secret, made_on, version "
                "FROM thing WHERE id > ?1 ORDER BY id LIMIT ?2",
            .sql[ENGINE_POSTGRES] =
                "SELECT id, owner_id, name, color, price, sold, secret, made_on, version "
                "FROM thing WHERE id > $1 ORDER BY id LIMIT $2",
            .params = dump_thing_params,
            .param_count = 2,
            .columns = dump_thing_kinds,
            .column_count = 9,
            .writes = false,
        },
        .row = &type_thing,
        .columns = dump_thing_columns,
    },
};

enum err
q_dump_thing(struct call *call, int64_t after, int64_t limit, struct thing_list *out)
{
    const struct value params[] = {
        value_int(after),
        value_int(limit),
    };

    struct list rows = {0};
    TRY(query_many(call, query_dump_thing, params, 2, &rows));
    *out = (struct thing_list){.items = rows.items, .count = rows.count};
    return OK;
}

static const enum value_kind restore_thing_params[] = {[0] = VALUE_INT, [1] = VALUE_INT, [2] = VALUE_TEXT, [3] = VALUE_TEXT, [4] = VALUE_INT, [5] = VALUE_BOOL, [6] = VALUE_TEXT, [7] = VALUE_INT, [8] = VALUE_INT};
const struct bound_query query_restore_thing[1] = {
    {
        .query = {
            .name = "restore_thing",
            .number = 21,
            .sql[ENGINE_SQLITE] =
                "INSERT INTO thing (id, owner_id, name, color, price, sold, secret, made_on,"
                " version) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            .sql[ENGINE_POSTGRES] =
                "INSERT INTO thing (id, owner_id, name, color, price, sold, secret, made_on,"
                " version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            .params = restore_thing_params,
            .param_count = 9,
            .writes = true,
        },
    },
};

enum err
q_restore_thing(struct call *call, const struct thing *in)
{
    const struct value params[] = {
        field_value(&type_thing.fields[0], in),
        field_value(&type_thing.fields[1], in),
        field_value(&type_thing.fields[2], in),
        field_value(&type_thing.fields[3], in),
        field_value(&type_thing.fields[4], in),
        field_value(&type_thing.fields[5], in),
        field_value(&type_thing.fields[6], in),
        field_value(&type_thing.fields[7], in),
        field_value(&type_thing.fields[8], in),
    };

    return query_run(call, query_restore_thing, params, 9, NULL);
}

static const enum value_kind restored_thing_kinds[] = {VALUE_INT};
const struct bound_query query_restored_thing[1] = {
    {
        .query = {
            .name = "restored_thing",
            .number = 22,
            .sql[ENGINE_SQLITE] =
                "SELECT max(id) FROM thing",
            .sql[ENGINE_POSTGRES] =
                "SELECT setval(pg_get_serial_sequence('thing', 'id'), coalesce(max(id),"
                " 1), max(id) IS NOT NULL) FROM thing",
            .columns = restored_thing_kinds,
            .column_count = 1,
            .writes = false,
        },
    },
};

enum err
q_restored_thing(struct call *call, struct maybe *out)
{
    return query_number(call, query_restored_thing, NULL, 0, out);
}

const struct bound_query query_analyze_thing[1] = {
    {
        .query = {
            .name = "analyze_thing",
            .number = 23,
            .sql[ENGINE_SQLITE] =
                "ANALYZE thing",
            .sql[ENGINE_POSTGRES] =
                "ANALYZE thing",
            .writes = true,
        },
    },
};

enum err
q_analyze_thing(struct call *call)
{
    return query_run(call, query_analyze_thing, NULL, 0, NULL);
}

static const enum value_kind dump_bit_params[] = {[0] = VALUE_INT, [1] = VALUE_INT};
static const enum value_kind dump_bit_kinds[] = {VALUE_INT, VALUE_INT, VALUE_INT, VALUE_INT};
static const uint8_t dump_bit_columns[] = {0, 1, 2, 3};
const struct bound_query query_dump_bit[1] = {
    {
        .query = {
            .name = "dump_bit",
            .number = 24,
            .sql[ENGINE_SQLITE] =
                "SELECT id, thing_id, share, made_at FROM bit WHERE id > ?1 ORDER BY id "
                "LIMIT ?2",
            .sql[ENGINE_POSTGRES] =
                "SELECT id, thing_id, share, made_at FROM bit WHERE id > $1 ORDER BY id "
                "LIMIT $2",
            .params = dump_bit_params,
            .param_count = 2,
            .columns = dump_bit_kinds,
            .column_count = 4,
            .writes = false,
        },
        .row = &type_bit,
        .columns = dump_bit_columns,
    },
};

enum err
q_dump_bit(struct call *call, int64_t after, int64_t limit, struct bit_list *out)
{
    const struct value params[] = {
        value_int(after),
        value_int(limit),
    };

    struct list rows = {0};
    TRY(query_many(call, query_dump_bit, params, 2, &rows));
    *out = (struct bit_list){.items = rows.items, .count = rows.count};
    return OK;
}

static const enum value_kind restore_bit_params[] = {[0] = VALUE_INT, [1] = VALUE_INT, [2] = VALUE_INT, [3] = VALUE_INT};
const struct bound_query query_restore_bit[1] = {
    {
        .query = {
            .name = "restore_bit",
            .number = 25,
            .sql[ENGINE_SQLITE] =
                "INSERT INTO bit (id, thing_id, share, made_at) VALUES (?1, ?2, ?3, ?4)",
            .sql[ENGINE_POSTGRES] =
                "INSERT INTO bit (id, thing_id, share, made_at) VALUES ($1, $2, $3, $4)",
            .params = restore_bit_params,
            .param_count = 4,
            .writes = true,
        },
    },
};

enum err
q_restore_bit(struct call *call, const struct bit *in)
{
    const struct value params[] = {
        field_value(&type_bit.fields[0], in),
        field_value(&type_bit.fields[1], in),
        field_value(&type_bit.fields[2], in),
        field_value(&type_bit.fields[3], in),
    };

    return query_run(call, query_restore_bit, params, 4, NULL);
}

static const enum value_kind restored_bit_kinds[] = {VALUE_INT};
const struct bound_query query_restored_bit[1] = {
    {
        .query = {
            .name = "restored_bit",
            .number = 26,
            .sql[ENGINE_SQLITE] =
                "SELECT max(id) FROM bit",
            .sql[ENGINE_POSTGRES] =
                "SELECT setval(pg_get_serial_sequence('bit', 'id'), coalesce(max(id), 1),"
                " max(id) IS NOT NULL) FROM bit",
            .columns = restored_bit_kinds,
            .column_count = 1,
            .writes = false,
        },
    },
};

enum err
q_restored_bit(struct call *call, struct maybe *out)
{
    return query_number(call, query_restored_bit, NULL, 0, out);
}

const struct bound_query query_analyze_bit[1] = {
    {
        .query = {
            .name = "analyze_bit",
            .number = 27,
            .sql[ENGINE_SQLITE] =
                "ANALYZE bit",
            .sql[ENGINE_POSTGRES] =
                "ANALYZE bit",
            .writes = true,
        },
    },
};

enum err
q_analyze_bit(struct call *call)
{
    return query_run(call, query_analyze_bit, NULL, 0, NULL);
}

