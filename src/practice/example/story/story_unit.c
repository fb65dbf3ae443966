/* SPDX-License-Identifier: Apache-2.0 */
/* The units of Talverno: the company, its countries and functions, and their teams. */
#include "practice/example/story/story.h"

#define COMPANY  UNIT_TYPE_COMPANY
#define BUSINESS UNIT_TYPE_BUSINESS_UNIT
#define FUNCTION UNIT_TYPE_DEPARTMENT
#define TEAM     UNIT_TYPE_TEAM
#define ACROSS   UNIT_TYPE_CROSS_UNIT_TEAM

/* Two have been silent for weeks: Marketing France and Returns. */
const struct story_unit story_units[] = {
    /* clang-format off */
    {"talverno",       NULL,          "Talverno",                 COMPANY,  NULL, 9},

    {"nl",             "talverno",    "Talverno Nederland",       BUSINESS, NULL, 2},
    {"nl-marketing",   "nl",          "Marketing NL",             TEAM,     NULL, 4},
    {"nl-range",       "nl",          "Assortiment NL",           TEAM,     NULL, 7},
    {"nl-care",        "nl",          "Klantenservice NL",        TEAM,     NULL, 3},
    {"nl-delivery",    "nl",          "Bezorging NL",             TEAM,     NULL, 13},

    {"de",             "talverno",    "Talverno Deutschland",     BUSINESS, "Europe/Berlin", 12},
    {"de-marketing",   "de",          "Marketing DE",             TEAM,     NULL, 5},
    {"de-range",       "de",          "Sortiment DE",             TEAM,     NULL, 11},
    {"de-care",        "de",          "Kundenservice DE",         TEAM,     NULL, 6},

    {"fr",             "talverno",    "Talverno France",          BUSINESS, "Europe/Paris", 10},
    {"fr-marketing",   "fr",          "Marketing France",         TEAM,     NULL, 34},
    {"fr-care",        "fr",          "Service client France",    TEAM,     NULL, 8},

    {"es",             "talverno",    "Talverno España",          BUSINESS, "Europe/Madrid", 8},
    {"es-marketing",   "es",          "Marketing España",         TEAM,     NULL, 6},
    {"es-care",        "es",          "Atención al cliente",      TEAM,     NULL, 14},

    {"pl",             "talverno",    "Talverno Polska",          BUSINESS, "Europe/Warsaw", 3},
    {"pl-marketing",   "pl",          "Marketing PL",             TEAM,     NULL, 15},
    {"pl-care",        "pl",          "Obsługa klienta",          TEAM,     NULL, 5},

    {"supply",         "talverno",    "Supply Chain",             FUNCTION, NULL, 6},
    {"tilburg",        "supply",      "Fulfilment Tilburg",       TEAM,     NULL, 1},
    {"lodz",           "supply",      "Fulfilment Łódź",          TEAM,     "Europe/Warsaw", 4},
    {"last-mile",      "supply",      "Transport & Last Mile",    TEAM,     NULL, 2},
    {"planning",       "supply",      "Planning & Replenishment", TEAM,     NULL, 9},
    {"returns",        "supply",      "Returns",                  TEAM,     NULL, 27},

    {"tech",           "talverno",    "Product & Technology",     FUNCTION, NULL, 7},
    {"search",         "tech",        "Search & Discovery",       TEAM,     NULL, 1},
    {"checkout",       "tech",        "Checkout & Payments",      TEAM,     NULL, 3},
    {"platform",       "tech",        "Platform & Reliability",   TEAM,     NULL, 8},
    {"app",            "tech",        "App",                      TEAM,     NULL, 5},
    {"mobile-web",     "tech",        "Mobile Web",               TEAM,     NULL, 5},
    {"analytics",      "tech",        "Data & Analytics",         TEAM,     NULL, 10},

    {"commerce",       "talverno",    "Commerce",                 FUNCTION, NULL, 4},
    {"own-brands",     "commerce",    "Own Brands",               TEAM,     NULL, 2},
    {"pricing",        "commerce",    "Pricing",                  TEAM,     NULL, 12},
    {"planet",         "commerce",    "Sustainability",           TEAM,     NULL, 6},

    {"marketplace",    "talverno",    "Marketplace",              BUSINESS, NULL, 5},
    {"partners",       "marketplace", "Partner Success",          TEAM,     NULL, 9},
    {"drop-ship",      "marketplace", "Drop-ship Pilot",          TEAM,     NULL, 5},

    {"finance",        "talverno",    "Finance",                  FUNCTION, NULL, 11},
    {"control",        "finance",     "Financial Control",        TEAM,     NULL, 7},
    {"risk",           "finance",     "Risk & Fraud",             TEAM,     NULL, 3},

    {"people",         "talverno",    "People",                   FUNCTION, NULL, 8},
    {"learning",       "people",      "Talent & Learning",        TEAM,     NULL, 2},

    {"strategy",       "talverno",    "Strategy Office",          FUNCTION, NULL, 11},
    {"sale-days",      "talverno",    "Sale Days Squad",          ACROSS,   NULL, 4},
    /* clang-format on */
};

const size_t story_unit_count = sizeof(story_units) / sizeof(story_units[0]);
