/* SPDX-License-Identifier: Apache-2.0 */
/* Commerce and Marketplace: what is sold, at which price, and by whom. */
#include "practice/example/story/story.h"

static const struct story_objective commerce_last[] = {
    /* clang-format off */
    {
        .key = "own-brands", .unit = "own-brands", .owner = "beatriz.figueira",
        .kind = ASPIRATIONAL,
        .title = "Our own brands are chosen for what they are, not for what they cost",
        .ups = {{"return", SUPPORTS}, {"waste", SUPPORTS, 1}},
        .key_results = {
            {INCREASE, "Own brand orders placed without a discount", "%", "51", "62",
             "51/6 52.5/6 54.5/6 56/6 57.5/6 58.6/6",
             {[2] = "Good photographs of the joints and seams sell more than any adjective."}},
            {AT_LEAST, "Rating of own brand articles", "out of 5", "3.9", "4.4",
             "4.2/6 4.2/6 4.3/6 4.3/7 4.4/7 4.4/7"},
            {DECREASE, "Own brand articles with a rating below three", "articles", "46", "15",
             "46/6 43/6 37/6 31/6 26/6 24/6",
             {[5] = "Twenty-two articles mended or gone. The others we design anew."}},
        },
    },
    {
        .key = "planet", .unit = "planet", .owner = "simon.achterberg", .kind = COMMITTED,
        .title = "No parcel carries more air than article",
        .ups = {{"waste", CONTRIBUTES, 0, 50}},
        .key_results = {
            {DECREASE, "Empty space in a parcel", "% of volume", "39", "30",
             "39/6 37.5/6 35.5/7 33.5/7 31.6/7 30.5/7",
             {[5] = "Half a point short. The last two box sizes arrive after the close of the "
                    "quarter."}},
            {INCREASE, "Parcels without plastic", "%", "54", "75", "54/7 58/7 64/7 69/8 73/8 76/9"},
        },
    },
    {
        .key = "voucher", .unit = "commerce", .owner = "claire.vasseur", .kind = ASPIRATIONAL,
        .title = "A voucher on every birthday makes customers feel known",
        .ups = {{"return", SUPPORTS}},
        .key_results = {
            {INCREASE, "Birthday vouchers that are used", "%", "0", "15", "1/5 2.5/5 3/4 - - -"},
            {INCREASE, "Customers who order again after one", "%", "0", "20", "0/5 3/4 4/3 - - -"},
        },
    },
    {0},
    /* clang-format on */
};

static const struct story_objective commerce_now[] = {
    /* clang-format off */
    {
        .key = "commerce", .unit = "commerce", .owner = "claire.vasseur", .kind = ASPIRATIONAL,
        .title = "We are the shop where choosing for your home is easy",
        .why = "Four thousand sofas is not a choice, it is a task. A smaller range that is better "
               "described sells more and comes back less.",
        .ups = {{"return", CONTRIBUTES}, {"waste", SUPPORTS, 2}},
        .key_results = {
            {INCREASE, "Visitors who order within a day of their first search", "%", "2.6", "3",
             "2.62/5 2.66/5 2.71/6 2.75/6",
             {[3] = "Fewer articles on the first page, more orders from it."}},
            {DECREASE, "Articles nobody bought in half a year", "% of the range", "21", "14",
             "20.8/6 19.6/6 18.5/7 17.8/7",
             {[2] = "Each country chose its own list. The Dutch threw out most and sold most."}},
            {INCREASE, "Average basket", "EUR", "74", "80", "74.2/5 74.8/5 75.4/5 75.9/5",
             {[2] = "The basket grows with sets, not with dearer articles. As intended."}},
        },
    },
    {
        .key = "commerce-data", .unit = "commerce", .owner = "jeroen.maas", .kind = COMMITTED,
        .title = "Product pages answer the question behind the question",
        .with = "search",
        .ups = {{"commerce", CONTRIBUTES}, {"search", SUPPORTS}},
        .key_results = {
            {INCREASE, "Articles with complete data for their category", "%", "57", "85",
             "58/6 64/6 69/7 72/7",
             {[3] = "The five largest suppliers deliver complete data. The others are work by "
                    "hand."},
             .by = {.interims = {{28, "66"}, {63, "74"}}}},
            {DECREASE, "Questions about measures and material", "per 1,000 orders", "19", "11",
             "18.8/6 17.2/6 15.8/6 14.9/7",
             {[2] = "One photograph with a person in it answers the question asked most: how "
                    "large is it?"}},
        },
    },
    {
        .key = "own-brands", .unit = "own-brands", .owner = "beatriz.figueira",
        .kind = ASPIRATIONAL,
        .title = "An own brand article is the one you keep for years",
        .ups = {{"commerce", SUPPORTS}, {"planet", SUPPORTS}},
        .key_results = {
            {DECREASE, "Own brand articles with a complaint within a year", "%", "3.9", "2.5",
             "3.9/6 3.7/6 3.5/6 3.4/6",
             {[3] = "Handles and hinges. Always handles and hinges."}},
            {INCREASE, "Own brand articles with spare parts", "%", "8", "40", "9/6 14/6 18/6 21/7",
             {[3] = "Chair legs are ordered most. Customers thank us for a part "
                    "of three euros."}, "anouk.mulder"},
            {INCREASE, "Suppliers audited in the last two years", "%", "72", "95",
             "74/7 78/7 82/7 84/8",
             {[2] = "Two suppliers did not pass. They have half a year to mend it."}, "leon.fuchs"},
        },
    },
    {
        .key = "pricing", .unit = "pricing", .owner = "sara.eriksen", .kind = COMMITTED,
        .title = "Customers trust that our price is a fair one",
        .why = "We change 300,000 prices a night and explain none of them.",
        .ups = {{"waste", CONTRIBUTES, 0, 50}, {"sale-days", SUPPORTS, 3}},
        .key_results = {
            {INCREASE, "Customers who call our prices fair", "% in the survey", "57", "65",
             "57/5 - 58/5 58.5/5",
             {[3] = "People forgive a high price sooner than one that changed overnight."}},
            {DECREASE, "Orders sold at a loss", "%", "6.2", "3", "6/6 5.4/6 4.8/6 4.4/6",
             {[2] = "Most losses are a heavy article with a light price. The "
                    "transport cost is now part of the rule."}, "bartosz.wrona"},
            {DECREASE, "Articles whose price changes more than once a week", "%", "44", "20",
             "43/6 37/6 32/6 30/6",
             {[2] = "Changing less often cost us no revenue. Nobody had dared to try."}},
            {INCREASE, "Price changes that the page explains", "%", "0", "30", "- 2/5 4/4 -"},
        },
    },
    {
        .key = "planet", .unit = "planet", .owner = "simon.achterberg", .kind = COMMITTED,
        .title = "Our footprint shrinks while we grow",
        .why = "What we count is per parcel *and* in total: an average that falls while the sum "
               "rises helps nobody.",
        .ups = {{"waste", SUPPORTS, 3}},
        .key_results = {
            {DECREASE, "Carbon from delivery and warehouses", "tonnes per week", "610", "540",
             "606/6 594/6 583/6 576/7",
             {[3] = "9 % less per parcel, 6 % less in total. We grew in between."}},
            {DECREASE, "Empty space in a parcel", "% of volume", "30.5", "25",
             "30/7 28.9/7 27.8/7 27.2/8",
             {[1] = "The last two box sizes are in use since Monday."}, "giulia.conti"},
            {INCREASE, "Large items collected, repaired and sold again", "per week", "180", "500",
             "190/5 240/5 310/6 345/6",
             {[2] = "People want it. Places to repair are the limit; Łódź has room for six "
                    "benches."}},
        },
    },
    {
        .key = "planet-repair", .unit = "planet", .owner = "giulia.conti",
        .kind = ASPIRATIONAL, .draft = true,
        .title = "Mending is as easy as ordering a new one",
        .why = "A first thought. Baselines are estimates until Returns has counted.",
        .key_results = {
            {INCREASE, "Customers with a broken article who choose repair", "%", "4", "15", ""},
            {DECREASE, "Median time of a repair", "days", "23", "10", ""},
        },
    },
    {0},
    /* clang-format on */
};

const struct story_chapter story_commerce = {{commerce_last, commerce_now}};

static const struct story_objective marketplace_last[] = {
    /* clang-format off */
    {
        .key = "marketplace", .unit = "marketplace", .owner = "patrick.oneill",
        .kind = ASPIRATIONAL,
        .title = "Partners bring what we miss, and customers do not notice the seam",
        .ups = {{"return", SUPPORTS}},
        .key_results = {
            {INCREASE, "Share of revenue from partners", "%", "14", "18",
             "14/6 14.6/6 15.3/6 15.9/7 16.4/7 16.8/7",
             {[5] = "Growth is where we are weak ourselves: lighting and rugs."}},
            {INCREASE, "Delivery promise kept by partners", "%", "84", "90",
             "84/6 85/6 86/6 87/6 87.6/6 88/6",
             {[4] = "Forty partners cause half of the late parcels. We help twenty and say "
                    "goodbye to twenty."}},
        },
    },
    {
        .key = "drop-ship", .unit = "drop-ship", .owner = "matteo.ricci", .kind = ASPIRATIONAL,
        .title = "Makers send large furniture straight to the customer",
        .ups = {{"marketplace", SUPPORTS}},
        .key_results = {
            {INCREASE, "Large items sent by the maker", "% of large items", "0", "20",
             "0/6 2/6 4/5 5/5 5.5/4 6/4",
             {[5] = "It works with three makers and not with thirty. We end the pilot and keep "
                    "the three."}},
            {AT_MOST, "Large items delivered damaged", "%", "6", "3",
             "4/6 4.5/5 4.2/5 4/5 3.8/5 3.9/5"},
        },
    },
    {0},
    /* clang-format on */
};

static const struct story_objective marketplace_now[] = {
    /* clang-format off */
    {
        .key = "marketplace", .unit = "marketplace", .owner = "patrick.oneill",
        .kind = ASPIRATIONAL,
        .title = "A partner's parcel is as good as one of ours",
        .ups = {{"promise", CONTRIBUTES, 0, 50}},
        .key_results = {
            {INCREASE, "Delivery promise kept by partners", "%", "88", "93",
             "88.2/6 88.4/6 88.3/5 88.5/5b",
             {[3] = "Forty small partners carry the problem. From this week we help before we "
                    "warn."}},
            {DECREASE, "Complaints about partners", "per 1,000 orders", "17", "11",
             "16.8/6 16.5/5 16.4/5 16.3/5",
             {[2] = "The same forty partners as in the line above."}, "helene.dubreuil"},
            {INCREASE, "Share of revenue from partners", "%", "16.8", "20",
             "16.9/6 17.3/6 17.8/6 18.1/6",
             {[3] = "Growth comes from lighting, of which we have little ourselves."}},
        },
    },
    {
        .key = "marketplace-offer", .unit = "marketplace", .owner = "helene.dubreuil",
        .kind = COMMITTED,
        .title = "Customers can rely on who they buy from",
        .ups = {{"return", SUPPORTS}},
        .key_results = {
            {INCREASE, "Partners whose identity and address we verified", "%", "81", "100",
             "84/7 89/8 92/8 94/8",
             {[3] = "The last sixty are slow, not bad. After two reminders we close their "
                    "window."}},
            {DECREASE, "Offers removed after a complaint", "per week", "52", "20",
             "50/6 43/6 36/7 33/7",
             {[2] = "We look at pictures before they are published, not after the complaint."}},
        },
    },
    {
        .key = "partners", .unit = "partners", .owner = "laura.gimenez", .kind = ASPIRATIONAL,
        .title = "Good partners grow with us and tell others",
        .ups = {{"marketplace", CONTRIBUTES}},
        .key_results = {
            {INCREASE, "Partners who would recommend us", "points", "12", "25",
             "12/5 15/5 16/6 17/6",
             {[1] = "They asked for one thing above all: pay us in seven days. Finance says yes "
                    "from next week."}},
            {INCREASE, "New partners who sell in a second country within 60 days", "%", "18", "35",
             "18/5 21/5 24/5 25/5",
             {[3] = "Translation was the hurdle. We do it for them now and "
                    "take it from the first sale."}, "kevin.schroeder"},
            {DECREASE, "Days from contract to first sale", "days", "27", "12",
             "26/6 23/6 20/6 19/6",
             {[2] = "The contract takes one day, the data nineteen."}, "dorota.wilk"},
        },
    },
    {0},
    /* clang-format on */
};

const struct story_chapter story_marketplace = {{marketplace_last, marketplace_now}};
