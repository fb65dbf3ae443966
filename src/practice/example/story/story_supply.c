/* SPDX-License-Identifier: Apache-2.0 */
/* Supply Chain: two warehouses that do well, and Returns, of which nobody has heard for weeks. */
#include "practice/example/story/story.h"

static const struct story_objective last[] = {
    /* clang-format off */
    {
        .key = "supply", .unit = "supply", .owner = "ingrid.solheim", .kind = COMMITTED,
        .title = "What we promise at ten in the evening leaves the house that night",
        .ups = {{"promise", SUPPORTS, 1}},
        .key_results = {
            {INCREASE, "Orders that leave on the promised night", "%", "94.5", "97",
             "94.5/7 95/7 95.6/7 96.2/8 96.8/8 97.1/9",
             {[5] = "Met in the last week, after eleven weeks of small steps."}},
            {DECREASE, "Orders split over two warehouses", "%", "19", "14",
             "19/6 18/6 17/6 16/6 15/6 14.8/6"},
        },
    },
    {
        .key = "tilburg", .unit = "tilburg", .owner = "gert.wagemakers", .kind = COMMITTED,
        .title = "Tilburg picks right the first time",
        .ups = {{"supply", CONTRIBUTES}},
        .key_results = {
            {INCREASE, "Stock accuracy", "%", "96.8", "98.2",
             "96.8/7 97/7 97.3/7 97.7/8 98/8 98.2/9",
             {[4] = "Counting each shelf when it is nearly empty costs four minutes and saves an "
                    "hour."}},
            {DECREASE, "Picking errors", "per 10,000 lines", "21", "14",
             "21/7 19/7 17.5/7 15.6/8 14/8 13/9"},
            {DECREASE, "Energy used per parcel", "kWh", "0.96", "0.88",
             "0.96/7 0.95/7 0.93/7 0.91/7 0.9/8 0.89/8"},
        },
    },
    {
        .key = "lodz", .unit = "lodz", .owner = "marek.dabrowski", .kind = ASPIRATIONAL,
        .title = "Łódź becomes the second home of our stock",
        .ups = {{"supply", SUPPORTS, 2}},
        .key_results = {
            {INCREASE, "Articles that can be sent from Łódź", "% of the range", "28", "50",
             "28/6 31/6 35/6 39/7 43/7 45/7",
             {[5] = "Short of racks, not of will. The rest is ordered."}},
            {INCREASE, "Parcels per paid hour", "parcels", "19", "24",
             "19/6 19.6/6 20.5/6 21.4/6 22/7 22.5/7"},
        },
    },
    {
        .key = "planning", .unit = "planning", .owner = "vera.lindqvist", .kind = ASPIRATIONAL,
        .title = "We buy what will be wanted, where it will be wanted",
        .ups = {{"waste", SUPPORTS}},
        .key_results = {
            {DECREASE, "Error of the weekly forecast", "%", "34", "27",
             "34/6 33/6 31.5/6 30.5/6 29.5/6 29/6",
             {[5] = "Promotions are what we forecast worst. From now on we sit together with "
                    "Pricing."}},
            {DECREASE, "Stock older than half a year", "million EUR", "21", "16",
             "21/6 20.5/6 19.5/6 18.8/6 18/6 17.6/6",
             {[5] = "The rest is garden furniture that nobody will want back. We should sell it "
                    "now, at a loss."}},
        },
    },
    {
        .key = "returns", .unit = "returns", .owner = "monique.claes", .kind = COMMITTED,
        .title = "A returned article is for sale again before anyone misses it",
        .ups = {{"waste", CONTRIBUTES, 0, 50}},
        .key_results = {
            {DECREASE, "Median time from doorstep to shelf", "days", "11", "7",
             "11/6 10.5/6 10/6 9.5/6 9/5 8.8/5",
             {[3] = "Illness on the sorting line: we run two of three shifts."}},
            {INCREASE, "Returned articles sold at full price", "%", "62", "70",
             "62/6 63/6 64/6 65/6 66/6 66.5/6",
             {[5] = "Missed. Packaging that opens without tearing would do more than we can do "
                    "here."}},
        },
    },
    {0},
    /* clang-format on */
};

static const struct story_objective now[] = {
    /* clang-format off */
    {
        .key = "supply", .unit = "supply", .owner = "ingrid.solheim", .kind = COMMITTED,
        .title = "Stock lies close to the customer who will want it",
        .why = "Half of our late parcels were late before they left: they had to cross a border "
               "first.",
        .ups = {{"promise", SUPPORTS, 1}},
        .key_results = {
            {INCREASE, "Orders sent from the nearest warehouse", "%", "71", "82",
             "72/7 74/7 76/7 77.5/7",
             {[3] = "Two thousand articles now lie in both houses. The next thousand are the "
                    "heavy ones."}},
            {DECREASE, "Orders split over two warehouses", "%", "14.8", "11",
             "14.5/7 13.8/7 13.2/7 12.7/7",
             {[2] = "Splitting looked cheaper in the books and was dearer at the door. The rule "
                    "is turned round."}},
            {AT_LEAST, "Orders that leave on the promised night", "%", NULL, "97",
             "96.8/8 97.2/8 97.2/8 97.4/8", .by = {.rule = PERIOD_RULE_SHARE}},
            {RANGE, "Stock in the warehouses", "days of sales", "38", "44",
             "47/6 45.5/6 44.8/7 43.6/8",
             {[3] = "Less is not better: below 38 days the heavy articles are the first to run "
                    "out."},
             .by = {.tolerance = "6"}},
        },
    },
    {
        .key = "supply-safe", .unit = "supply", .owner = "ruben.castelijns", .kind = COMMITTED,
        .title = "Everyone goes home as healthy as they came",
        .ups = {{"trust", SUPPORTS}},
        .key_results = {
            {DECREASE, "Accidents with lost time", "per million hours", "11.5", "7",
             "11.2/6 10.4/6 9.6/7 9/7",
             {[2] = "The near misses that people report doubled. That is good news, whatever it "
                    "looks like.",
              [3] = "Nobody was hurt for 23 days in a row, our longest run this year."}},
            {INCREASE, "Near misses reported", "per month", "42", "120", "48/6 70/7 86/7 95/8"},
        },
    },
    {
        .key = "tilburg", .unit = "tilburg", .owner = "gert.wagemakers", .kind = COMMITTED,
        .title = "Tilburg is calm, also when it is busy",
        .why = "Calm is not slow. A shift that does not need to repair anything sends a third more "
               "parcels.",
        .ups = {{"supply", CONTRIBUTES}, {"sale-days", SUPPORTS}},
        .key_results = {
            {DECREASE, "Orders that need a repair before they leave", "per 1,000", "26", "15",
             "25/7 22.5/7 20/8 18.6/8",
             {[3] = "The wrong labels came from one printer. Three weeks of "
                    "looking, ten minutes of mending."}, "fatma.aydin"},
            {INCREASE, "Stock accuracy", "%", "98.2", "99", "98.3/8 98.4/8 98.6/8 98.7/8",
             {[3] = "From here every tenth costs as much as the whole last "
                    "quarter. Worth it for the big items only."}, "bas.claessen"},
            {INCREASE, "Colleagues who call their last shift calm", "%", "44", "65",
             "45/6 50/7 54/7 57/8",
             {[1] = "One question on the way out, three faces to choose from. 88 % answer."}},
        },
    },
    {
        .key = "tilburg-energy", .unit = "tilburg", .owner = "sem.kuiper", .kind = COMMITTED,
        .title = "We heat, light and cool only where somebody works",
        .ups = {{"waste", CONTRIBUTES}, {"planet", SUPPORTS}},
        .key_results = {
            {DECREASE, "Energy used per parcel", "kWh", "0.89", "0.76",
             "0.88/7 0.86/8 0.83/8 0.81/8",
             {[2] = "The dock doors stood open for two hours a day with nobody near them."}},
            {INCREASE, "Energy from our own roof", "%", "34", "45", "35/7 38/7 40/7 41/8",
             {[3] = "The panels do what they should. What we lack after six o'clock is a "
                    "battery."}},
        },
    },
    {
        .key = "lodz", .unit = "lodz", .owner = "marek.dabrowski", .kind = ASPIRATIONAL,
        .title = "Łódź serves the south of Germany as if it lay next door",
        .ups = {{"de-promise", CONTRIBUTES}, {"supply", SUPPORTS, 1}},
        .key_results = {
            {INCREASE, "Parcels to Bavaria that leave from Łódź", "%", "12", "80",
             "14/7 25/7 41/7 49/7",
             {[2] = "First wave done: 1,900 articles moved without closing a day.",
              [3] = "The second wave is a week late; racks came in the wrong height."}},
            {INCREASE, "Delivery promise kept on parcels from Łódź", "%", "90", "95",
             "90.5/7 91.6/7 92.4/7 93/7",
             {[3] = "Sorting by postcode before loading saves the carrier four "
                    "hours."}, "ewa.piatek"},
            {INCREASE, "Parcels per paid hour", "parcels", "22.5", "26",
             "22.4/6 22.8/6 23.5/6 24/7",
             {[2] = "Fell while we moved articles, and is back."}, "kamil.krawczyk"},
        },
    },
    {
        .key = "last-mile", .unit = "last-mile", .owner = "pascal.dumont", .kind = COMMITTED,
        .title = "Our carriers keep our promise as if it were their own",
        .why = "We steer eleven carriers on price and get what we pay for. From now on the promise "
               "is in the contract, with a bonus and a malus.",
        .ups = {{"promise", CONTRIBUTES}},
        .key_results = {
            {INCREASE, "Volume under a contract with bonus and malus", "%", "20", "75",
             "24/7 38/7 47/7 55/7",
             {[3] = "Spain signed. France is on my desk for a second "
                    "signature; done by Friday."}, "dennis.roelofs"},
            {INCREASE, "Parcels scanned at every handover", "%", "78", "95",
             "79/6 82/6 82.5/5 83/4b",
             {[2] = "Scanners for two Dutch depots come four weeks late. We lend them twenty of "
                    "ours."}},
            {DECREASE, "Delivered more than an hour outside the slot", "%", "9", "5",
             "8.9/6 8.2/6 7.4/7 6.9/7",
             {[2] = "Slots of two hours are kept better than slots of four: "
                    "drivers plan their own round now."}, "ilse.hermans"},
        },
    },
    {
        .key = "planning", .unit = "planning", .owner = "vera.lindqvist", .kind = ASPIRATIONAL,
        .title = "Empty shelves and full attics become rare at the same time",
        .ups = {{"waste", SUPPORTS}, {"supply", SUPPORTS, 1}},
        .key_results = {
            {DECREASE, "Error of the weekly forecast", "%", "29", "22",
             "28.8/6 27.6/6 26.4/6 25.7/6",
             {[3] = "A simpler model with five inputs beats the one with forty. "
                    "We retire the big one."}, "oskar.bielski"},
            {DECREASE, "Stock older than half a year", "million EUR", "17.6", "12",
             "17.4/6 16.2/6 15/7 14.3/7",
             {[3] = "Sold 2.3 million of old stock at 40 % of its price. It hurt "
                    "for a day."}, "tanja.hofer"},
            {INCREASE, "Availability of articles that customers look for", "%", "93.8", "96.5",
             "94/6 94.3/6 94.8/6 95/6",
             {[2] = "Ten suppliers see our forecast. Seven act on it."}},
        },
    },
    {
        .key = "returns", .unit = "returns", .owner = "monique.claes", .kind = COMMITTED,
        .title = "We learn from every return and send fewer of them twice",
        .ups = {{"waste", CONTRIBUTES}},
        .key_results = {
            {DECREASE, "Median time from doorstep to shelf", "days", "8.8", "5", "8.7/5 8.6/5",
             {[1] = "Short of eleven people on the sorting line. Interviews this week."}},
            {INCREASE, "Returns with a reason we can act on", "%", "31", "75",
             "33/5 38/5", {}, "stijn.debacker"},
            {INCREASE, "Returned articles sold at full price", "%", "66.5", "72",
             "66.5/5 66.8/5", {}, "stijn.debacker"},
        },
    },
    {0},
    /* clang-format on */
};

const struct story_chapter story_supply = {{last, now}};
