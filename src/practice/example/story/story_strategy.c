/* SPDX-License-Identifier: Apache-2.0 */
/* What the board decided in two sessions: the themes, what became of them, and how healthy they
 * are. Years are counted from the one in which the first session lies. */
#include "practice/example/story/story.h"

static const struct story_theme first[] = {
    /* clang-format off */
    {
        .key = "promise", .name = "A promise is a promise", .owner = "ingrid.solheim", .from = 0, .until = 2,
        .success = "**95 %** of parcels arrive when we said, in every country.",
        .description = "Reliable first, then fast. We do *not* promise earlier delivery before we "
                       "keep the promise we have.",
    },
    {
        .key = "return", .name = "Worth coming back for", .owner = "claire.vasseur", .from = 0, .until = 3,
        .success = "**Half** of new customers order a second time within ninety days.",
        .description = "Customers return because finding, delivery and help are good, not because "
                       "we pay them to.",
    },
    {
        .key = "waste", .name = "Lean and green", .owner = "thomas.aldenhoven", .from = 0, .until = 2,
        .success = "We earn **EUR 9** on an order.",
        .description = "What is sent back, repacked and heated for nothing costs money and climate "
                       "alike.",
    },
    {
        .key = "south", .name = "Growth in the south", .owner = "claire.vasseur", .from = 0, .until = 3,
        .success = "Spain is our third market, and Portugal and Italy have begun.",
        .description = "New countries with the same range, served from a warehouse near Zaragoza.",
    },
    {
        .key = "one", .name = "One way of working", .owner = "marijke.hoekstra", .from = 0, .until = 2,
        .success = "Every unit works with OKRs and checks in every two weeks.",
        .description = NULL,
    },
    {0},
    /* clang-format on */
};

static const struct story_theme second[] = {
    /* clang-format off */
    {
        .key = "promise", .name = "A promise is a promise", .owner = "ingrid.solheim", .from = 0, .until = 2,
        .success = "**95 %** of parcels arrive when we said, in every country, **also on sale days**.",
        .description = "Reliable first, then fast. We do *not* promise earlier delivery before we "
                       "keep the promise we have.",
    },
    {
        .key = "return", .name = "Worth coming back for", .owner = "claire.vasseur", .from = 0, .until = 3,
        .success = "**Half** of new customers order a second time within ninety days.",
        .description = "Customers return because finding, delivery and help are good, not because "
                       "we pay them to. Vouchers are no part of this theme.",
    },
    {
        .key = "waste", .name = "Lean and green", .owner = "thomas.aldenhoven", .from = 0, .until = 3,
        .success = "We earn **EUR 9** on an order with **a third less energy** a parcel.",
        .description = "What is sent back, repacked and heated for nothing costs money and climate "
                       "alike.",
    },
    {
        .key = "one", .name = "One Talverno", .owner = "marijke.hoekstra", .from = 0, .until = 2,
        .success = "Leaders name the same three choices, and we run **40 projects** instead of 71.",
        .description = "Fewer things, finished sooner, by people who stay and grow. The way of "
                       "working is the means.",
    },
    {
        .key = "marketplace", .name = "A marketplace worth trusting", .owner = "patrick.oneill", .from = 1, .until = 4,
        .success = "A third of sales comes from partners, with complaints **no higher** than on our own range.",
        .description = "Partners widen the choice; we vouch for every one of them. No drop-shipping "
                       "before returns work.",
    },
    {0},
    /* clang-format on */
};

const struct story_session story_sessions[STORY_QUARTERS] = {
    /* clang-format off */
    {
        .name = "First strategy session",
        .mission = "We make a good home affordable for everyone in Europe, and bring it when we said.",
        .starting_point = "We grew fast, and it shows.\n\n"
                          "- One in ten parcels comes late.\n"
                          "- Two thirds of new customers never order again.\n"
                          "- 71 projects run at the same time; few of them end.",
        .themes = first,
    },
    {
        .name = "Strategy review",
        .mission = "We make a good home affordable for everyone in Europe, and bring it when we said.",
        .starting_point = "More reliable, not yet good enough.\n\n"
                          "- The promise holds on ordinary days and breaks on sale days.\n"
                          "- Vouchers bought orders, not customers.\n"
                          "- Returns eat what better packing saves.\n"
                          "- Partners sell a fifth of what we sell; nobody steers it.",
        .change_note = "**Growth in the south ends.** Spain loses on every order as long as the "
                       "promise is not kept there; two new countries would have doubled the problem. "
                       "The warehouse near Zaragoza is not built.\n\n"
                       "**A marketplace worth trusting is new.** Partners grow without us deciding "
                       "anything about it. From now on we do.\n\n"
                       "**One way of working becomes One Talverno**: check-ins were never the aim. "
                       "Fewer projects and people who stay are.\n\n"
                       "*Lean and green* gets a year more and a target for energy, because both "
                       "halves of its name must be true.",
        .themes = second,
    },
    /* clang-format on */
};

const struct story_health story_healths[] = {
    /* clang-format off */
    {"promise", "Warehouse accidents", "per 100,000 hours", NULL, "8", {"9.1", "8.2", "7.4", "6.9"}},
    {"promise", "Transport cost per parcel", "EUR", NULL, "4.60", {"4.31", "4.38", "4.52", "4.71"}},
    {"return", "Marketing cost per order", "EUR", NULL, "3.20", {"3.05", "2.98", "2.90", "2.81"}},
    {"waste", "Net promoter score of returns", "points", "30", NULL, {"34", "33", "31", "27"}},
    {"one", "People who would recommend working here", "% in the pulse", "60", NULL, {"58", "61", "62", "64"}},
    {"marketplace", "Complaints about partners' parcels", "per 1,000 orders", NULL, "40", {NULL}},
    /* clang-format on */
};
const size_t story_health_count = sizeof(story_healths) / sizeof(story_healths[0]);
