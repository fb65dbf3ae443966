/* SPDX-License-Identifier: Apache-2.0 */
/* The topline OKRs, which all other units align on, and what the strategy office adds. */
#include "practice/example/story/story.h"

static const struct story_objective last[] = {
    /* clang-format off */
    {
        .key = "promise", .unit = "talverno", .theme = "promise", .owner = "ingrid.solheim", .kind = COMMITTED,
        .title = "Every country keeps the delivery promise we print at checkout",
        .why = "Theme **A promise is a promise**. One in four customers who leave us names a late "
               "parcel first. Until we are reliable, everything we spend on winning customers "
               "leaks away.",
        .key_results = {
            {INCREASE, "Delivery promise kept, all countries", "%", "89.6", "91.5",
             "89.6/6 89.9/6 90.3/6 90.8/7 91/7 91.3/7",
             {[2] = "The Netherlands and Germany carry the gain. Spain has not moved yet.",
              [5] = "Missed by a hair. Spain alone is worth 0.4 points: that is where we start."}},
            {DECREASE, "Customers who contact us about a late or lost parcel",
             "per 1,000 orders", "44", "38", "44/6 43/6 41.5/7 40/7 38.5/8 38/8",
             {[3] = "The new tracking page answers most questions before they are asked."}},
            {AT_MOST, "Parcels delivered damaged", "%", "2.2", "1.5",
             "1.9/6 1.8/6 1.7/6 1.5/7 1.4/8 1.4/8"},
        },
    },
    {
        .key = "return", .unit = "talverno", .theme = "return", .owner = "claire.vasseur", .kind = ASPIRATIONAL,
        .title = "New customers find a reason for a second order",
        .why = "Theme **Worth coming back for**. Two thirds of new customers never order again. A "
               "second order within ninety days makes a customer four times as likely to be with "
               "us in two years.",
        .key_results = {
            {INCREASE, "Customers who order again within 90 days", "%", "32.9", "36",
             "32.9/5 33.1/5 33.3/5 33.8/5 34/5 34.2/5",
             {[4] = "Better in every country, nowhere enough. The gain comes from kitchen and "
                    "bedding.",
              [5] = "We learnt that vouchers move the order forward but do not add one. We stop "
                    "them."}},
            {INCREASE, "Net promoter score after delivery", "points", "38", "42",
             "38/6 38/6 39/6 40/7 41/7 41/7",
             {[4] = "The comments name one thing again and again: it came when you said."}},
            {INCREASE, "Orders through the app", "% of orders", "35.1", "40",
             "35.3/6 36/6 36.4/6 37.2/6 37.5/6 38/6"},
        },
    },
    {
        .key = "waste", .unit = "talverno", .theme = "waste", .owner = "thomas.aldenhoven", .kind = ASPIRATIONAL,
        .title = "Less of every euro is lost between order and doorstep",
        .why = "Theme **Lean and green**. What we send back, repack and heat is paid by the "
               "customers who keep what they ordered.",
        .key_results = {
            {INCREASE, "Contribution margin per order", "EUR", "7.70", "8.40",
             "7.70/6 7.75/6 7.85/6 7.95/6 8.05/6 8.10/6",
             {[5] = "Transport costs took back half of what better packing gave us."}},
            {DECREASE, "Orders returned", "% of orders", "20.9", "19.5",
             "20.8/6 20.6/6 20.4/6 20.1/6 19.9/7 19.8/7",
             {[5] = "Better photographs of fabrics did most of it."}},
            {DECREASE, "Energy used per parcel", "kWh", "0.98", "0.90",
             "0.98/7 0.97/7 0.95/7 0.94/7 0.93/7 0.92/7"},
        },
    },
    {
        .key = "focus", .unit = "talverno", .theme = "one", .owner = "marijke.hoekstra", .kind = ASPIRATIONAL,
        .title = "We dare to say what we will not do",
        .why = "Theme **One Talverno**. A strategy that everybody can agree with has chosen "
               "nothing.",
        .key_results = {
            {DECREASE, "Projects running at the same time", "projects", "71", "55",
             "71/5 70/5 69/5 67/5 65/5 64/5",
             {[3] = "We stopped four and started two. The starting has to stop as well."}},
            {INCREASE, "Leaders who name the same three choices as the board",
             "% of the top 50", "15", "50", "- 15/6 - 22/6 - 28/5",
             {[5] = "Everyone knows the themes; few can say what we gave up for them."}},
        },
    },
    {
        .key = "rhythm", .unit = "strategy", .owner = "farah.elamrani", .kind = ASPIRATIONAL,
        .title = "Two-weekly check-ins become the way leaders steer",
        .key_results = {
            {INCREASE, "Key results with a check-in in the last fourteen days", "%", "52", "80",
             "52/5 58/5 63/6 66/6 69/6 71/6",
             {[3] = "Units whose leader checks in first are at 90 %. The others follow their "
                    "leader too."}},
            {INCREASE, "Objectives aligned to a topline OKR", "%", "61", "90",
             "61/6 70/7 78/7 81/7 84/8 86/8"},
            {INCREASE, "Leaders who say a check-in changed one of their decisions",
             "% of the top 50", "18", "50", "18/5 - 24/5 - 31/6 -"},
        },
        .ups = {{"focus", SUPPORTS}},
    },
    {0},
    /* clang-format on */
};

static const struct story_objective now[] = {
    /* clang-format off */
    {
        .key = "promise", .unit = "talverno", .theme = "promise", .owner = "ingrid.solheim", .kind = COMMITTED,
        .title = "Customers can rely on our delivery promise, also on sale days",
        .why = "Theme **A promise is a promise**. Last quarter we came close on ordinary days and "
               "fell apart on two sale days. A promise that holds only when it is quiet is "
               "none.\n\n"
               "What we chose *not* to do: promise faster. First reliable, then fast.",
        .with = "sale-days",
        .key_results = {
            {INCREASE, "Delivery promise kept, all countries", "%", "91.3", "95",
             "91.6/7 92.2/7 92.9/7 93.4/7",
             {[1] = "Łódź takes over the south-east of Germany from this week; that is worth half "
                    "a point.",
              [3] = "Five weeks to go and 1.6 points. Spain and the sale days "
                    "decide it."}, .weight = 200},
            {DECREASE, "Customers who contact us about a late or lost parcel",
             "per 1,000 orders", "38", "26", "37/6 35.5/6 33/6 31.8/6",
             {[2] = "Proactive messages are live in four of five countries; France waits for a "
                    "translation."}},
            {AT_MOST, "Parcels delivered damaged", "%", "2", "1.2", "1.4/7 1.3/7 1.2/8 1.1/8",
             {[3] = "Corner protectors for lamps were the last big item. I propose to make this "
                    "a standard and stop watching it."}},
        },
    },
    {
        .key = "return", .unit = "talverno", .theme = "return", .owner = "claire.vasseur", .kind = ASPIRATIONAL,
        .title = "Customers come back because we made it worth their while",
        .why = "Theme **Worth coming back for**. Vouchers bought us orders, not customers. This "
               "quarter we bet on what makes people return by themselves: finding the right thing, "
               "a good delivery, and somebody who solves it when it goes wrong.",
        .key_results = {
            {INCREASE, "Customers who order again within 90 days", "%", "34.2", "38",
             "34.3/5 34.6/5 35.1/5 35.3/4",
             {[3] = "Without vouchers and still rising, but slowly. Germany, our "
                    "largest cohort, stands still."}, .weight = 200},
            {INCREASE, "Net promoter score after delivery", "points", "41", "47",
             "41/5 42/6 43/6 44/6",
             {[2] = "Two points come from care solving it in one go; so say the comments."}},
            {INCREASE, "Orders through the app", "% of orders", "38", "45",
             "38.6/6 39.4/6 40.3/6 41.1/7",
             {[3] = "App customers order 1.6 times as often. What is cause and what is effect we "
                    "do not know yet."}},
        },
    },
    {
        .key = "waste", .unit = "talverno", .theme = "waste", .owner = "thomas.aldenhoven", .kind = COMMITTED,
        .title = "We earn more on every order by wasting less of it",
        .why = "Theme **Lean and green**. Half of our margin improvement must come from what we "
               "stop wasting, not from higher prices.",
        .key_results = {
            {INCREASE, "Contribution margin per order", "EUR", "8.10", "9.00",
             "8.15/6 8.20/6 8.25/5 8.30/4r",
             {[2] = "Returns cost us 1.90 EUR an order; as long as that stays, this target is out "
                    "of reach.",
              [3] = "I call this at risk. On the agenda of the board next week, with returns as "
                    "first item."}},
            {DECREASE, "Orders returned", "% of orders", "19.8", "18",
             "19.7/6 19.5/5 19.4/5 19.3/3r",
             {[3] = "No check-in from Returns for weeks, and France is rising. I go and see on "
                    "Tuesday."}},
            {DECREASE, "Energy used per parcel", "kWh", "0.92", "0.80",
             "0.91/7 0.89/7 0.87/8 0.86/8",
             {[2] = "Dimming the aisles where nobody picks gave more than the new roof."}},
        },
    },
    {
        .key = "focus", .unit = "talverno", .theme = "one", .owner = "marijke.hoekstra", .kind = ASPIRATIONAL,
        .title = "We do fewer things, finish them sooner and learn from each",
        .why = "Theme **One Talverno**. We started twice as many projects as we finished for three "
               "years in a row. Every unit proposes what to stop; the board decides within two "
               "weeks.",
        .co_owner = "farah.elamrani",
        .key_results = {
            {DECREASE, "Projects running at the same time", "projects", "64", "40",
             "62/6 57/6 54/6 51/7",
             {[1] = "Five stopped in one meeting. Nobody has missed them so far.",
              [3] = "The next eleven are harder: each has a director who loves it."}},
            {DECREASE, "Median time from decision to first result", "days", "118", "80",
             "118/5 112/5 109/5 104/5",
             {[2] = "Nine projects waited longer for a decision than they took to "
                    "build."}, "koen.jacobs"},
            {INCREASE, "Leaders who name the same three choices as the board",
             "% of the top 50", "28", "70", "- 34/5 - 41/5",
             {[3] = "Asked in two sentences, unprepared. Finance and Poland know them by heart."}},
        },
    },
    {
        .key = "trust", .unit = "talverno", .theme = "one", .owner = "marijke.hoekstra", .kind = ASPIRATIONAL,
        .title = "People choose to stay and grow at Talverno",
        .why = "Theme **One Talverno**. Every second colleague who leaves within a year says the "
               "same: nobody told me what would be my next step.",
        .co_owner = "bram.terhorst",
        .key_results = {
            {DECREASE, "Colleagues who leave within their first year", "%", "24", "18",
             "23.5/6 23/6 22.4/6 21.5/6",
             {[3] = "A talk after the second week keeps people who had already made up their "
                    "mind to go."}},
            {INCREASE, "Colleagues who see their next step with us", "% in the pulse", "46", "60",
             "46/6 48/6 50/6 51/6",
             {[2] = "Answers from the warehouses doubled since the pulse can be filled in on the "
                    "scanner."}},
            {INCREASE, "Vacancies for leaders filled from within", "%", "38", "55",
             "38/5 40/5 42/5 41/5",
             {[3] = "Two of five this fortnight. Small numbers: do not read too much into the "
                    "dip."}},
        },
    },
    {
        .key = "rhythm", .unit = "strategy", .owner = "farah.elamrani", .kind = ASPIRATIONAL,
        .title = "Check-ins are where decisions are taken, in every unit",
        .why = "The habit is there in most units. Now it has to matter: a check-in that changes "
               "nothing is reporting.",
        .ups = {{"focus", CONTRIBUTES, 0, 50}},
        .key_results = {
            {INCREASE, "Key results with a check-in in the last fourteen days", "%", "71", "92",
             "71/6 76/6 79/7 82/7",
             {[3] = "Marketing France and Returns have been silent for a while. I call them both "
                    "this week."}},
            {INCREASE, "Leaders who say a check-in changed one of their decisions",
             "% of the top 50", "31", "60", "33/5 - 40/6 43/6",
             {[3] = "Poland shows how: the first question of each check-in is what we do "
                    "differently tomorrow."}},
            {DECREASE, "Objectives without a link to anything above", "objectives", "7", "1",
             "6/7 5/7 4/7 3/7",
             {[3] = "Not every orphan is wrong: one of the three should stay one."}},
            {MILESTONES, "Our way of working is agreed by the squad for the next quarter",
             "", NULL, NULL, "1/7 1/7 2/8 3/9",
             {[3] = "Agreed, one page. What changed most: three key results is "
                    "plenty."}, "wouter.kuipers",
             .by = {.milestones = {{"Every master has told what did not work", 100, 14},
                                   {"A first page lies before the squad", 100, 42},
                                   {"The squad agrees on it", 100, 56},
                                   {"All units have read it", 100, 84}}}},
        },
    },
    {
        .key = "portfolio", .unit = "strategy", .owner = "koen.jacobs", .kind = COMMITTED,
        .title = "Every running project shows which key result it moves",
        .ups = {{"focus", SUPPORTS, 1}},
        .key_results = {
            {INCREASE, "Running projects linked to a key result", "%", "44", "100",
             "52/7 61/7 70/7 78/8",
             {[3] = "The last fifth are projects that nobody can place. That says enough: they "
                    "go on the stop list."}},
            {DECREASE, "Median time from intake to decision", "days", "31", "14",
             "30/6 27/6 23/6 20/7",
             {[1] = "Half of the time is waiting for a number from finance. They now answer "
                    "within three days."}},
        },
    },
    {
        .key = "sale-days", .unit = "sale-days", .owner = "hanneke.vos", .kind = COMMITTED,
        .title = "A sale day feels like any other day to our customers",
        .why = "Supply chain, technology, planning and pricing prepare each sale day as one team, "
               "with one page of agreements.",
        .with = "platform",
        .co_owner = "kwame.mensah",
        .ups = {{"promise", CONTRIBUTES}, {"last-mile", SUPPORTS}},
        .key_results = {
            {INCREASE, "Delivery promise kept on sale days", "%", "82", "94", "82/6 - 86.5/6 89/7",
             {[2] = "The rehearsal showed it: we promised next day until midnight, the lorries "
                    "left at ten.",
              [3] = "Cut-off per postcode worked. Next test is the big one."}},
            {DECREASE, "Minutes of slow or unreachable shop on a sale day", "minutes", "47", "5",
             "47/5 - 22/6 12/7",
             {[3] = "Twelve minutes, all of them at payment. Load test with Checkout on Thursday "
                    "night."}},
            {AT_MOST, "Difference between forecast and orders of the day", "%", "30", "12",
             "24/5 - 17/6 14/6",
             {[2] = "Pricing tells planning two weeks ahead what will be on sale. It used to be "
                    "two days."}},
        },
    },
    {0},
    /* clang-format on */
};

const struct story_chapter story_company = {{last, now}};
