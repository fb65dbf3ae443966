/* SPDX-License-Identifier: Apache-2.0 */
/* Product & Technology: search flies, checkout is late and others wait for it. */
#include "practice/example/story/story.h"

static const struct story_objective last[] = {
    /* clang-format off */
    {
        .key = "tech", .unit = "tech", .owner = "rajesh.mehta", .kind = COMMITTED,
        .title = "The shop is open whenever somebody wants to buy",
        .ups = {{"promise", SUPPORTS}},
        .key_results = {
            {AT_LEAST, "Time the shop can be reached", "%", "99", "99.9",
             "99.82/6 99.86/6 99.88/7 99.91/7 99.93/8 99.92/8"},
            {DECREASE, "Median time to mend an incident", "minutes", "74", "40",
             "74/6 68/6 60/6 52/7 45/7 41/7",
             {[5] = "One minute short. Practising once a week made the difference."}},
        },
    },
    {
        .key = "search", .unit = "search", .owner = "tessa.brouwer", .kind = ASPIRATIONAL,
        .title = "People find what they mean, not what they type",
        .ups = {{"return", SUPPORTS}},
        .key_results = {
            {DECREASE, "Searches without a click", "%", "29", "23",
             "29/6 28/6 27/7 26/7 25/7 24.3/7",
             {[3] = "Typing errors are solved. Now the words that only our buyers use."}},
            {INCREASE, "Orders that begin with a search", "%", "41", "46",
             "41/6 41.8/6 42.7/6 43.5/7 44.2/7 44.6/7",
             {[5] = "As far as spelling goes. The next points need understanding."}},
        },
    },
    {
        .key = "checkout", .unit = "checkout", .owner = "sofia.lindgren", .kind = COMMITTED,
        .title = "Paying takes less thought than choosing",
        .ups = {{"return", SUPPORTS}},
        .key_results = {
            {INCREASE, "Baskets that become an order", "%", "31", "35",
             "31/6 31.4/6 32.2/6 32.8/6 33.4/5 33.7/5",
             {[4] = "Two of five engineers helped Platform for three weeks. That was right, and "
                    "it shows."}},
            {DECREASE, "Payments that fail without reason", "%", "2.8", "1.5",
             "2.8/6 2.6/6 2.3/6 2.1/6 1.9/6 1.8/6",
             {[4] = "Half of the failures come from one bank."}},
        },
    },
    {
        .key = "platform", .unit = "platform", .owner = "kwame.mensah", .kind = COMMITTED,
        .title = "A change reaches customers the day it is ready",
        .ups = {{"tech", SUPPORTS}},
        .key_results = {
            {DECREASE, "Median time from commit to customer", "hours", "52", "20",
             "52/6 46/6 38/6 30/7 24/7 19/8",
             {[5] = "Met. What is ready at breakfast is live at lunch."}},
            {AT_MOST, "Changes that have to be taken back", "%", "15", "6",
             "8.5/6 8/6 7/6 6.2/7 5.8/7 5.5/8"},
        },
    },
    {0},
    /* clang-format on */
};

static const struct story_objective now[] = {
    /* clang-format off */
    {
        .key = "tech", .unit = "tech", .owner = "rajesh.mehta", .kind = COMMITTED,
        .title = "Technology makes the five countries faster instead of waiting in line",
        .why = "Countries wait 41 days for a change they could make themselves. We give them the "
               "tools and keep the teams for what is hard.",
        .ups = {{"focus", SUPPORTS, 2}},
        .key_results = {
            {DECREASE, "Median waiting time of a country's request", "days", "41", "20",
             "40/6 36/6 34/5 33/5",
             {[2] = "Search and App are at twelve days, Checkout at sixty. The median hides it."}},
            {INCREASE, "Changes that countries make without us", "%", "22", "50",
             "24/6 30/6 35/6 38/7",
             {[2] = "Banners, texts and sorting are in the hands of the "
                    "countries. Nobody broke anything."}, "astrid.bergman"},
            {AT_LEAST, "Time the shop can be reached", "%", "99", "99.9",
             "99.93/8 99.92/8 99.94/8 99.94/8",
             {[3] = "Fine for the third quarter in a row. This one can leave the list."},
             .by = {.rule = PERIOD_RULE_WORST}},
        },
    },
    {
        .key = "tech-people", .unit = "tech", .owner = "noor.hakimi", .kind = ASPIRATIONAL,
        .title = "Engineers spend their days on what customers notice",
        .ups = {{"trust", SUPPORTS}, {"focus", SUPPORTS}},
        .key_results = {
            {DECREASE, "Time spent on unplanned work", "% of hours", "38", "25",
             "37.5/6 36/6 34/6 33/6",
             {[3] = "Two teams on call became one. Fewer alarms, better sleep."}},
            {INCREASE, "Engineers who spoke to a customer in the last month", "%", "12", "50",
             "14/6 21/6 28/7 31/7",
             {[2] = "Listening in at customer care for an hour is the easiest way. Nadia's team "
                    "is very welcoming."}},
            {ZONES, "Teams decide by themselves what to mend for customers", "", NULL, NULL,
             "0/5 0.3/6 0.3/6 0.3/7",
             {[1] = "Friday afternoons are kept free everywhere, also in the week of the sale.",
              [3] = "App and Search choose their own work. The others still ask first."},
             .by = {.commit = "Every team has one afternoon a week for it",
                    .target = "Half of the teams choose what to mend, and tell the others",
                    .stretch = "Countries want to borrow the way they work"}},
        },
    },
    {
        .key = "search", .unit = "search", .owner = "tessa.brouwer", .kind = ASPIRATIONAL,
        .title = "Search understands a room, a taste and a budget",
        .why = "\"Small desk, dark wood, under 200\" gives 3,400 results and none of them fits. It "
               "is how people talk.",
        .ups = {{"return", SUPPORTS}, {"nl-range", SUPPORTS}},
        .key_results = {
            {DECREASE, "Searches without a click", "%", "24.3", "20", "24/7 23/7 22.2/8 21.8/8",
             {[3] = "Half of the visitors can ask in whole sentences."}, "arjun.nair"},
            {INCREASE, "Orders that begin with a search", "%", "44.6", "49",
             "44.9/7 45.8/7 46.6/7 47.1/8",
             {[2] = "\"For a small room\" is asked most. We sort by measurements now."}},
            {AT_MOST, "Time to the first result, slowest one in twenty", "ms", "600", "250",
             "310/6 270/7 240/8 231/8",
             {[2] = "Asking the smaller index first solved it; no new machines "
                    "needed."}, "felix.baumann"},
        },
    },
    {
        .key = "search-found", .unit = "search", .owner = "ana.kovac", .kind = ASPIRATIONAL,
        .title = "Browsing our shop inspires like walking through a good one",
        .ups = {{"return", SUPPORTS, 1}},
        .key_results = {
            {INCREASE, "Visits with three or more rooms looked at", "%", "17", "26",
             "17.3/6 18.8/6 20/6 20.9/7",
             {[2] = "Walking from room to room works on a phone since pictures weigh half as "
                    "much."}},
            {INCREASE, "Articles saved for later that are bought within a month", "%", "8", "13",
             "8.1/6 8.7/6 9.4/6 9.9/6"},
        },
    },
    {
        .key = "checkout", .unit = "checkout", .owner = "sofia.lindgren", .kind = COMMITTED,
        .title = "Every customer can pay in the way they trust",
        .why = "Five countries, nine ways to pay, one team. We finish what was promised before we "
               "begin anything new.",
        .ups = {{"return", SUPPORTS, 1}, {"tech", CONTRIBUTES, 0, 50}},
        .key_results = {
            {INCREASE, "Baskets that become an order", "%", "33.7", "37",
             "33.8/5 33.7/5 33.6/4 33.5/3r",
             {[2] = "Falling by a hair each week. It is the phone: the new page is slow on old "
                    "ones.",
              [3] = "I stop the loyalty work to mend this first. Told the three who wait for it."}},
            {INCREASE, "Payment methods asked for by countries that are live", "of 6", "0", "6",
             "0/6 1/5 1/4 2/3r",
             {[1] = "Germany has its invoice. Poland moves by two sprints.",
              [3] = "Spain is live. Poland is next; I owe Katarzyna a date by "
                    "Thursday."}, "mateusz.krol"},
            {DECREASE, "Payments that fail without reason", "%", "1.8", "1",
             "1.8/6 1.7/6 1.6/6 1.5/6",
             {[2] = "Two banks had changed their certificates. We watch for it "
                    "now."}, "olivia.bakker"},
        },
    },
    {
        .key = "loyalty", .unit = "checkout", .owner = "sofia.lindgren", .kind = ASPIRATIONAL,
        .title = "Loyal customers see what their loyalty brings them",
        .ups = {{"return", SUPPORTS, 1}},
        .key_results = {
            {INCREASE, "Returning customers who use a benefit", "%", "0", "25", "0/5 0/4 1/4 -"},
            {INCREASE, "Customers who know that they have a benefit", "% in the survey", "5", "40",
             "- 7/5 - -"},
        },
    },
    {
        .key = "platform", .unit = "platform", .owner = "kwame.mensah", .kind = COMMITTED,
        .title = "Nobody is woken at night by something we could have known",
        .ups = {{"tech", SUPPORTS, 3}, {"sale-days", SUPPORTS, 2}},
        .key_results = {
            {DECREASE, "Calls out of hours", "per month", "31", "10", "29/7 24/7 20/7 18/8",
             {[3] = "Eleven alarms are gone that had never once led to an "
                    "action."}, "lars.vandenberg"},
            {INCREASE, "Incidents we saw before a customer did", "%", "55", "85",
             "57/6 64/7 69/7 72/7",
             {[2] = "Watching orders instead of machines finds things first."}},
            {DECREASE, "Costs of cloud per 1,000 orders", "EUR", "19.5", "16",
             "19.4/6 18.8/6 18/7 17.6/7",
             {[3] = "Test systems sleep at night now."}, "robin.degroot"},
        },
    },
    {
        .key = "koers", .unit = "platform", .owner = "robin.degroot", .kind = COMMITTED,
        .title = "Koers is the place where colleagues find each other's goals",
        .ups = {{"rhythm", SUPPORTS, 1}},
        .key_results = {
            {INCREASE, "Colleagues who opened Koers in the last two weeks", "%", "58", "80",
             "60/7 66/7 69/7 71/7",
             {[2] = "The weekly mail brings most people. Leaders who comment bring the others."}},
            {DECREASE, "Colleagues who belong to no unit", "people", "34", "0",
             "30/7 19/8 12/8 9/8",
             {[3] = "The nine that are left changed jobs last week."}},
        },
    },
    {
        .key = "app", .unit = "app", .owner = "hugo.ferreira", .kind = ASPIRATIONAL,
        .title = "The app is the handiest thing in the house",
        .ups = {{"return", SUPPORTS, 3}},
        .key_results = {
            {INCREASE, "App users who open it without meaning to buy", "% per month", "23", "35",
             "23.5/6 25.5/6 27.4/7 28.6/7",
             {[2] = "Assembly help by photo is what people come back for."}},
            {INCREASE, "Orders through the app", "% of orders", "38", "45",
             "38.6/7 39.4/7 40.3/7 41.1/7", {}, "priya.raman"},
            {AT_LEAST, "Rating in both stores", "out of 5", "4", "4.6", "4.5/6 4.5/6 4.6/7 4.6/7",
             {[2] = "Answering each review within a day mattered more than "
                    "any feature."}, "jesse.oosterhuis"},
        },
    },
    {
        .key = "reports", .unit = "analytics", .owner = "chiara.bianchi", .kind = COMMITTED,
        .title = "Only reports that somebody uses are left",
        .ups = {{"focus", SUPPORTS}},
        .key_results = {
            {DECREASE, "Reports that nobody opened in ninety days", "reports", "610", "300", ""},
        },
    },
    {
        .key = "analytics", .unit = "analytics", .owner = "chiara.bianchi", .kind = ASPIRATIONAL,
        .title = "One question has one answer, whoever asks it",
        .why = "\"How many orders last week?\" had five answers in one board meeting.",
        .ups = {{"focus", SUPPORTS}},
        .key_results = {
            {INCREASE, "Key results whose value comes from an agreed source", "%", "35", "80",
             "38/6 47/6 54/6 58/6",
             {[3] = "Five countries agree on what an order is. It took three "
                    "meetings and a lawyer."}, "thijs.postma"},
            {DECREASE, "Reports that nobody opened in ninety days", "reports", "610", "150",
             "560/6 430/6 350/7 300/7",
             {[1] = "We switched off 130. Two people asked where they were."}},
            {DECREASE, "Time from question to answer", "days", "9", "4", "8.8/5 8/5 7.2/5 7/5",
             {[2] = "Half of the questions are asked twice. Answers have an address "
                    "now."}, "mei.chen"},
        },
    },
    {0},
    /* clang-format on */
};

const struct story_chapter story_tech = {{last, now}};
