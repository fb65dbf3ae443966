/* SPDX-License-Identifier: Apache-2.0 */
#include "db/url.h"

#include "base/test.h"
#include "db/db.h"

TEST(url__names_engine_and_place)
{
    enum engine engine = ENGINE_POSTGRES;
    const char *place = NULL;
    char why[DB_WHY_MAX] = "";

    CHECK_OK(db_url_parse("sqlite:koers.db", &engine, &place, why));
    CHECK_INT(engine, ENGINE_SQLITE);
    CHECK_STR(str_from(place), "koers.db");
    CHECK_OK(db_url_parse("sqlite:/var/lib/koers/koers.db", &engine, &place, why));
    CHECK_STR(str_from(place), "/var/lib/koers/koers.db");
    CHECK_OK(db_url_parse("postgresql:///koers?host=/run", &engine, &place, why));
    CHECK_INT(engine, ENGINE_POSTGRES);
    CHECK_STR(str_from(place), "postgresql:///koers?host=/run");
    CHECK_OK(db_url_parse("postgres://a,b/koers", &engine, &place, why));
    CHECK_INT(engine, ENGINE_POSTGRES);
}

TEST(url__refuses_what_names_no_database)
{
    static const char *const bad[] = {"",         "sqlite",        "sqlite:",    "sqlite::memory:",
                                      "koers.db", "sqlite:file:x", "sqlite://x", "postgresql:koers",
                                      "mysql://x"};
    enum engine engine;
    const char *place = NULL;

    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        char why[DB_WHY_MAX] = "";
        CHECK_ERR(db_url_parse(bad[i], &engine, &place, why), ERR_INVALID);
        CHECK(strstr(why, "sqlite:PATH") != NULL);
    }
    CHECK_ERR(db_url_parse(NULL, &engine, &place, NULL), ERR_INVALID);
    CHECK(place == NULL);
}

TEST_MAIN()
