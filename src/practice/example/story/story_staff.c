/* SPDX-License-Identifier: Apache-2.0 */
/* Finance and People: small units that others lean on. */
#include "practice/example/story/story.h"

static const struct story_objective finance_last[] = {
    /* clang-format off */
    {
        .key = "finance", .unit = "finance", .owner = "thomas.aldenhoven", .kind = COMMITTED,
        .title = "A country director knows the result before the week is over",
        .ups = {{"waste", SUPPORTS, 1}},
        .key_results = {
            {DECREASE, "Days until a month is closed", "days", "9", "5", "9/6 8/6 7/7 6/7 5/8 5/8",
             {[5] = "A year ago nobody believed in five days."}},
            {INCREASE, "Managers who opened their margin report this week", "%", "33", "60",
             "33/6 38/6 45/6 51/6 55/6 57/6"},
        },
    },
    {
        .key = "risk", .unit = "risk", .owner = "ilja.petrov", .kind = COMMITTED,
        .title = "Honest customers never notice our fight against fraud",
        .ups = {{"finance", SUPPORTS}},
        .key_results = {
            {DECREASE, "Losses from fraud", "% of revenue", "0.24", "0.18",
             "0.24/6 0.23/6 0.21/7 0.2/7 0.19/7 0.18/8",
             {[5] = "Met without a single new rule at checkout."}},
            {DECREASE, "Good orders refused", "per 10,000", "64", "40",
             "64/6 60/6 54/6 50/6 46/6 45/6",
             {[5] = "Close, not there. Each refused good order costs us a customer for good."}},
        },
    },
    {0},
    /* clang-format on */
};

static const struct story_objective finance_now[] = {
    /* clang-format off */
    {
        .key = "finance", .unit = "finance", .owner = "thomas.aldenhoven", .kind = COMMITTED,
        .title = "Money follows the choices of our strategy within weeks, not years",
        .ups = {{"focus", SUPPORTS}},
        .key_results = {
            {INCREASE, "Spending that names the key result it serves", "%", "26", "70",
             "28/6 33/6 36/5 38/5",
             {[3] = "Countries manage. Functions find it hard to choose; I start with my own."}},
            {DECREASE, "Median time to move a budget", "days", "38", "10", "36/6 33/6 29/6 27/6",
             {[1] = "Spain moved its campaign money to the new carrier in four days. It can be "
                    "done.",
              [2] = "It is not the system, it is the third signature. We propose to drop it."}},
        },
    },
    {
        .key = "finance-learn", .unit = "finance", .owner = "saskia.vandermeer",
        .kind = ASPIRATIONAL,
        .title = "We look back at investments as seriously as we decide on them",
        .key_results = {
            {INCREASE, "Investments above 100,000 EUR that were evaluated after a year",
             "%", "11", "60", "11/5 16/5 24/5 28/5",
             {[2] = "Uncomfortable, and worth it. Nobody was blamed."}},
            {INCREASE, "Evaluations that changed a later decision", "%", "0", "30",
             "- 0/4 8/5 12/5",
             {[3] = "One out of eight. It was the largest of them."}},
        },
    },
    {
        .key = "control", .unit = "control", .owner = "maarten.dekker", .kind = COMMITTED,
        .title = "Every cost has a name, and somebody who can change it",
        .ups = {{"waste", CONTRIBUTES, 0, 50}, {"nl-local", SUPPORTS}},
        .key_results = {
            {INCREASE, "Costs that a named manager can steer", "%", "63", "90",
             "65/6 71/7 76/7 79/7",
             {[3] = "What is left are shared costs of buildings and systems."}},
            {DECREASE, "Costs of transport per order", "EUR", "6.80", "6.30",
             "6.78/6 6.76/6 6.74/5 6.73/5",
             {[2] = "Carriers raised their rates by 3 %; that eats what "
                    "fuller lorries give us."}, "birgit.albrecht"},
            {AT_MOST, "Days until a month is closed", "days", "8", "5", "5/8 5/8 4/8 4/8",
             {[2] = "Four days. We could stop measuring this."}},
        },
    },
    {
        .key = "risk", .unit = "risk", .owner = "ilja.petrov", .kind = COMMITTED,
        .title = "Good customers are never treated as suspects",
        .ups = {{"checkout", SUPPORTS}, {"return", SUPPORTS}},
        .key_results = {
            {DECREASE, "Good orders refused", "per 10,000", "45", "25", "44/6 39/7 35/7 32/7",
             {[3] = "Fewer rules, better ones. Polish customers had been "
                    "treated as strangers."}, "nathalie.simon"},
            {AT_MOST, "Losses from fraud", "% of revenue", "0.30", "0.18",
             "0.18/7 0.17/7 0.18/7 0.19/6",
             {[3] = "A ring in the French pick-up points. Two days of losses; "
                    "the rule is in place now."}, "owen.gallagher"},
            {DECREASE, "Median time of a manual review", "minutes", "95", "30",
             "90/6 74/6 62/7 55/7",
             {[2] = "Waiting for the customer takes longest. We ask in the app now."}},
        },
    },
    {0},
    /* clang-format on */
};

const struct story_chapter story_finance = {{finance_last, finance_now}};

static const struct story_objective people_last[] = {
    /* clang-format off */
    {
        .key = "people", .unit = "people", .owner = "bram.terhorst", .kind = ASPIRATIONAL,
        .title = "New colleagues know within a month why they matter",
        .ups = {{"focus", SUPPORTS}},
        .key_results = {
            {DECREASE, "Colleagues who leave within their first year", "%", "27", "22",
             "27/5 26.5/5 26/6 25.2/6 24.6/6 24/6",
             {[5] = "Short of the aim, better than any year before. The first month is the "
                    "lever."}},
            {INCREASE, "New colleagues who had three good talks in their first month",
             "%", "35", "80", "35/6 44/6 52/6 60/7 66/7 71/7",
             {[2] = "What makes a talk good? The newcomer says so, not the manager."}},
        },
    },
    {
        .key = "learning", .unit = "learning", .owner = "carmen.delgado", .kind = COMMITTED,
        .title = "Leaders can write and read a good OKR",
        .ups = {{"rhythm", SUPPORTS}},
        .key_results = {
            {INCREASE, "Leaders of the top 50 who took part in the workshop", "%", "30", "100",
             "30/7 52/7 70/7 82/7 92/8 96/8",
             {[5] = "Two of fifty are missing, both on leave. They come next quarter."}},
            {INCREASE, "Key results that name a baseline", "%", "41", "85",
             "41/6 52/6 63/6 72/7 79/7 86/8",
             {[5] = "Met. Asking for a baseline is the habit that changed most conversations."}},
        },
    },
    {0},
    /* clang-format on */
};

static const struct story_objective people_now[] = {
    /* clang-format off */
    {
        .key = "people", .unit = "people", .owner = "bram.terhorst", .kind = ASPIRATIONAL,
        .title = "Everyone knows what their next step could be",
        .ups = {{"trust", CONTRIBUTES}},
        .key_results = {
            {INCREASE, "Colleagues who had a talk about their next step this half-year",
             "%", "29", "70", "32/6 41/6 49/6 53/7",
             {[3] = "Managers who had such a talk themselves hold it with their "
                    "own people."}, "judith.vaneck"},
            {INCREASE, "Vacancies filled by somebody from another unit", "%", "14", "25",
             "14/5 14.5/5 15/5 15/4",
             {[3] = "People apply and their managers hold on to them. This goes "
                    "to the board."}, "samira.tahiri"},
            {DECREASE, "Days a vacancy stays open", "days", "58", "40", "58/6 57/5 57/5 56/5",
             {[2] = "The advert is not the problem. Three rounds of talks are."}, "samira.tahiri"},
        },
    },
    {
        .key = "people-health", .unit = "people", .owner = "judith.vaneck", .kind = ASPIRATIONAL,
        .title = "People come home with energy left",
        .why = "Aligned to nothing above on purpose: it is right in any strategy.",
        .key_results = {
            {DECREASE, "Absence through illness in warehouses and care", "%", "8.9", "7.5",
             "8.9/5 8.7/5 8.6/6 8.4/6",
             {[3] = "Changing places every two hours helps backs, and boredom."}},
            {INCREASE, "Teams that can choose their own hours", "%", "24", "45",
             "25/6 28/6 32/6 34/6",
             {[2] = "Dutch customer care shows how: they pick, the planner only fills the gaps."}},
        },
    },
    {
        .key = "learning", .unit = "learning", .owner = "carmen.delgado", .kind = COMMITTED,
        .title = "Leaders coach more than they check",
        .ups = {{"people", SUPPORTS}, {"rhythm", SUPPORTS}},
        .key_results = {
            {INCREASE, "Teams who say their leader asks before telling", "%", "48", "62",
             "48.5/6 51/6 54/6 56/7",
             {[3] = "Leaders sit in on each other's meetings, in pairs. It costs nothing and "
                    "people like it."}},
            {INCREASE, "Key results that are outcomes, in a sample of fifty", "%", "54", "85",
             "56/6 63/7 69/7 72/7",
             {[1] = "'Launch', 'implement' and 'roll out' are the three words "
                    "we hunt."}, "floris.vanrijn"},
            {INCREASE, "Leaders of the top 50 who took part in the workshop", "%", "96", "100",
             "96/9 98/9 100/9 100/10",
             {[3] = "All fifty. On to the next layer."}},
        },
    },
    {
        .key = "learning-buddy", .unit = "learning", .owner = "floris.vanrijn",
        .kind = ASPIRATIONAL, .draft = true,
        .title = "Every new leader has somebody to call",
        .key_results = {
            {INCREASE, "New leaders with a partner in another unit", "%", "0", "100", ""},
        },
    },
    {0},
    /* clang-format on */
};

const struct story_chapter story_people_team = {{people_last, people_now}};
