/* SPDX-License-Identifier: Apache-2.0 */
/* Talverno Polska: young, growing fast, and waiting for others. */
#include "practice/example/story/story.h"

static const struct story_objective last[] = {
    /* clang-format off */
    {
        .key = "pl-return", .unit = "pl", .owner = "katarzyna.wojcik", .kind = ASPIRATIONAL,
        .title = "Poland gets to know us, and likes what it sees",
        .ups = {{"return", CONTRIBUTES, 0, 50}},
        .key_results = {
            {INCREASE, "Active customers", "thousand", "210", "280",
             "212/6 222/6 236/7 249/7 260/7 268/8",
             {[3] = "Kitchen is the door through which Poland comes in. Nobody planned that."}},
            {INCREASE, "Net promoter score after delivery", "points", "46", "52",
             "46/7 47/7 49/7 50/8 51/8 51/8"},
        },
    },
    {
        .key = "pl-promise", .unit = "pl", .owner = "katarzyna.wojcik", .kind = COMMITTED,
        .title = "Parcel lockers work as well as a neighbour who is always at home",
        .ups = {{"promise", CONTRIBUTES, 0, 50}},
        .key_results = {
            {INCREASE, "Orders delivered to a locker", "%", "48", "65",
             "48/7 52/7 57/7 61/8 64/8 66/9"},
            {INCREASE, "Delivery promise kept in Poland", "%", "93", "95",
             "93/7 93.4/7 94/8 94.6/8 95/9 95.2/9",
             {[5] = "The first country at 95 %. We wrote down how, on two pages, for the others."}},
        },
    },
    {
        .key = "pl-care", .unit = "pl-care", .owner = "pawel.maj", .kind = COMMITTED,
        .title = "We help in the channel that the customer chose",
        .ups = {{"pl-return", SUPPORTS, 2}},
        .key_results = {
            {DECREASE, "Customers sent from chat to mail", "%", "34", "15",
             "34/6 30/6 25/7 20/7 17/8 14/8",
             {[5] = "Met: one screen for all channels."}},
            {INCREASE, "Questions solved in one contact", "%", "70", "76",
             "70/7 71/7 72/7 74/7 75/7 75.4/7"},
        },
    },
    {0},
    /* clang-format on */
};

static const struct story_objective now[] = {
    /* clang-format off */
    {
        .key = "pl-grow", .unit = "pl", .owner = "katarzyna.wojcik", .kind = ASPIRATIONAL,
        .title = "Talverno becomes a household name in Poland",
        .why = "Two of three customers come through kitchen articles. We want to be invited into "
               "the other rooms.",
        .ups = {{"return", CONTRIBUTES, 0, 50}},
        .key_results = {
            {INCREASE, "Active customers", "thousand", "268", "340", "274/7 287/7 299/7 308/8",
             {[3] = "Half of the new customers say that somebody told them about us."}},
            {INCREASE, "Customers who buy outside kitchen", "%", "33", "45",
             "33.5/6 35.5/6 37.4/6 38.6/7",
             {[2] = "Bedding follows kitchen, as it did in the Netherlands three "
                    "years ago."}, "piotr.gorski"},
            {AT_LEAST, "Net promoter score after delivery", "points", "40", "50",
             "51/8 51/8 52/8 52/8",
             {[2] = "Growing by a quarter and the score holds. That is what we wanted to see."}},
        },
    },
    {
        .key = "pl-cash", .unit = "pl", .owner = "katarzyna.wojcik", .kind = COMMITTED,
        .title = "Polish customers pay the way they pay everywhere",
        .why = "38 % leave at the payment page. Every other shop in Poland offers instant transfer "
               "by phone.",
        .with = "checkout",
        .ups = {{"checkout", SUPPORTS}},
        .key_results = {
            {INCREASE, "Visitors of the payment page who finish", "%", "62", "74",
             "62/7 62.4/6 62.3/4 62.5/3r",
             {[2] = "Blocked: the new payment method waits for Checkout, which moved it by two "
                    "sprints.",
              [3] = "Still blocked. We asked for a date, and for help from the squad to get one."}},
            {MILESTONES, "Instant transfer by phone is open to all customers", "", NULL, NULL,
             "0/7 1/6 2/4 2/3r",
             {[2] = "Contract signed, translation done, waiting for Checkout."}, "piotr.gorski",
             .by = {.milestones = {{"The contract with the banks is signed", 100, 21},
                                   {"Texts are translated and tested", 50, 35},
                                   {"Checkout has connected it", 150, 49},
                                   {"It is open to all customers", 100, 77}}}},
            {DECREASE, "Orders cancelled because the payment failed", "%", "5.1", "3",
             "5/7 4.8/6 4.6/5 4.5/5",
             {[2] = "A second try keeps the basket when a payment fails. It helps while we wait."}},
        },
    },
    {
        .key = "pl-marketing", .unit = "pl-marketing", .owner = "tomasz.nowicki",
        .kind = ASPIRATIONAL,
        .title = "Our readers in Poland look forward to our letters",
        .ups = {{"pl-grow", SUPPORTS}},
        .key_results = {
            {INCREASE, "Readers who open our letters", "%", "27", "36", "27.4/6 29/6 30.6/7 31.8/7",
             {[3] = "Letters with one room and one story win each test against "
                    "ten offers."}, "zofia.kaminska"},
            {INCREASE, "Orders that begin with a letter", "per week", "1900", "3000",
             "1950/6 2100/6 2280/6 2390/7",
             {[3] = "Letters on Sunday evening bring twice the orders of those "
                    "on Thursday."}, "zofia.kaminska"},
            {DECREASE, "Readers who unsubscribe", "per 1,000 letters", "2.9", "1.5",
             "2.8/6 2.6/6 2.5/6 2.4/5",
             {[3] = "One letter too many went out on a Friday; that day alone "
                    "cost 140 readers."}},
            {INCREASE, "Visits from unpaid search", "thousand per week", "310", "420",
             "318/6 335/6 352/7 365/7",
             {[2] = "140 old pages became 35, and each of them is found."}, "agnieszka.lis"},
        },
    },
    {
        .key = "pl-welcome", .unit = "pl-marketing", .owner = "zofia.kaminska",
        .kind = ASPIRATIONAL,
        .title = "A first order feels like the start of something",
        .why = "My proposal, after three months of reading what new customers write to us.",
        .ups = {{"pl-grow", SUPPORTS, 2}},
        .key_results = {
            {INCREASE, "New customers who look at a second room within a week", "%", "16", "28",
             "16/5 18/5 20/6 21.5/6",
             {[3] = "Who names a room comes back. I would like to show this to Marketing NL."}},
            {INCREASE, "New customers who answer our question of three words", "%", "2", "12",
             "2.5/5 5/6 7/6 8/7",
             {[1] = "The question is: which room next? People like to answer it."}},
        },
    },
    {
        .key = "pl-care", .unit = "pl-care", .owner = "pawel.maj", .kind = COMMITTED,
        .title = "Growth is not felt by the customer who needs help",
        .ups = {{"pl-grow", SUPPORTS, 3}},
        .key_results = {
            {INCREASE, "Questions solved in one contact", "%", "75.4", "80",
             "75.6/7 76.4/7 77.5/7 78/7",
             {[2] = "Joanna's cards with the ten hardest questions are used in every shift."}},
            {AT_MOST, "Median time to first answer", "hours", "6", "2", "2.4/6 2.2/6 2/7 1.9/7"},
            {DECREASE, "Colleagues of care who leave within a year", "%", "31", "22",
             "31/6 31/5 30.5/5 30/4",
             {[3] = "Pay is not the reason, the schedule is. We ask "
                    "Klantenservice NL how they let people choose."}, "joanna.sikora"},
        },
    },
    {0},
    /* clang-format on */
};

const struct story_chapter story_pl = {{last, now}};
