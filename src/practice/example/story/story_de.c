/* SPDX-License-Identifier: Apache-2.0 */
/* Talverno Deutschland: the largest country, and behind where it matters most. */
#include "practice/example/story/story.h"

static const struct story_objective last[] = {
    /* clang-format off */
    {
        .key = "de-promise", .unit = "de", .owner = "jonas.brandt", .kind = COMMITTED,
        .title = "German customers get their parcel on the day they planned to be at home",
        .ups = {{"promise", CONTRIBUTES, 0, 150}},
        .key_results = {
            {INCREASE, "Delivery promise kept in Germany", "%", "89.8", "92",
             "89.8/7 90.2/7 90.8/7 91.3/7 91.6/7 91.9/8",
             {[5] = "A tenth short. Bavaria is still served from Tilburg, which is a day too "
                    "far."}},
            {DECREASE, "Large items delivered on a second attempt", "%", "14", "10",
             "14/6 13.2/6 12.4/6 11.5/7 10.8/7 10.2/7",
             {[4] = "Calling the day before helps. Only half of the depots do it."}},
        },
    },
    {
        .key = "de-return", .unit = "de", .owner = "jonas.brandt", .kind = ASPIRATIONAL,
        .title = "First-time buyers in Germany become regular customers",
        .ups = {{"return", CONTRIBUTES, 0, 150}},
        .key_results = {
            {INCREASE, "Customers who order again within 90 days", "%", "30.4", "34",
             "30.4/5 30.6/5 30.5/5 30.8/5 31/4 31.1/4",
             {[3] = "The welcome series performs well and changes nothing. It reaches people who "
                    "come back anyway.",
              [5] = "Red. Lesson: we worked on messages, the reason was the second delivery "
                    "going wrong."}},
            {INCREASE, "Share of orders with two or more articles", "%", "33", "37",
             "33/6 33.4/6 34/6 34.4/6 34.9/6 35.2/6"},
        },
    },
    {
        .key = "de-range", .unit = "de-range", .owner = "henrik.paulsen", .kind = COMMITTED,
        .title = "What German customers look for is in stock when they look for it",
        .ups = {{"de-return", SUPPORTS, 2}},
        .key_results = {
            {INCREASE, "Availability of the 500 most wanted articles", "%", "91", "96",
             "91/7 92/7 93.2/7 94.5/8 95.6/8 96.1/9",
             {[5] = "Met. What helped most is one list that buying and planning both look at."}},
            {DECREASE, "Lead time of furniture to order", "days", "34", "24",
             "34/6 32/6 30/6 27/7 25/7 24/8"},
        },
    },
    {
        .key = "de-care", .unit = "de-care", .owner = "carsten.boehm", .kind = COMMITTED,
        .title = "Customers hear from us before they have to ask",
        .ups = {{"de-promise", SUPPORTS}},
        .key_results = {
            {INCREASE, "Delays that we announce before the customer writes", "%", "22", "70",
             "22/5 31/6 42/6 55/7 63/7 68/7"},
            {DECREASE, "Median time to first answer", "hours", "9", "4",
             "9/6 8/6 7/6 6/6 5.2/6 4.9/6",
             {[5] = "Chat is at two hours, mail pulls us up. Next quarter we look at the reasons "
                    "for mail."}},
        },
    },
    {0},
    /* clang-format on */
};

static const struct story_objective now[] = {
    /* clang-format off */
    {
        .key = "de-promise", .unit = "de", .owner = "jonas.brandt", .kind = COMMITTED,
        .title = "Our word on delivery counts from Flensburg to Passau",
        .why = "The north is at 95 %, Bavaria at 84 %. German customers forgive a slow delivery; "
               "they do not forgive a wrong day.",
        .with = "lodz",
        .ups = {{"promise", CONTRIBUTES, 0, 150}},
        .key_results = {
            {INCREASE, "Delivery promise kept in Germany", "%", "91.9", "95",
             "92/7 92.3/7 92.8/6 93/6",
             {[3] = "Bavaria moves to Łódź in two waves. The first went well, the "
                    "second is a week late."}, .weight = 200},
            {INCREASE, "Delivery promise kept in Bavaria and Baden-Württemberg", "%", "84", "93",
             "84/6 84.5/6 86.4/6 87/5",
             {[2] = "First week with parcels from Łódź: two points in one go."}},
            {DECREASE, "Large items that find nobody at home", "%", "10.2", "7",
             "10/7 9.6/7 9.1/7 8.8/7",
             {[3] = "Calling the customer the day before is the cheapest thing "
                    "we did this year."}, "stefan.wolff"},
        },
    },
    {
        .key = "de-return", .unit = "de", .owner = "jonas.brandt", .kind = ASPIRATIONAL,
        .title = "Germany's first-time buyers trust us with their second order",
        .why = "Last quarter we wrote better mails. This quarter we mend what made people leave: a "
               "first order that arrived late, in two boxes, or had to go back.",
        .co_owner = "miriam.kessler",
        .ups = {{"return", CONTRIBUTES, 0, 150}},
        .key_results = {
            {INCREASE, "Customers who order again within 90 days", "%", "31.1", "35",
             "31.1/5 31/5 31.2/4 31.1/2r",
             {[2] = "Flat. The cohort of the first two weeks decides; we know more at the next "
                    "check-in.",
              [3] = "The cohort is in and it did not move. I ask Claire and "
                    "Ingrid for an hour this week."}, .weight = 200},
            {INCREASE, "First orders delivered complete, on time and kept", "%", "68", "76",
             "68.2/6 69.5/6 70.4/6 71/5",
             {[2] = "Complete and on time are up; kept is the weak leg. Sortiment works on it."}},
            {INCREASE, "Share of orders with two or more articles", "%", "35.2", "39",
             "35.3/6 35.6/6 36/6 36.2/6",
             {[3] = "Sets of two sell; sets of five do not."}, "stefan.wolff"},
        },
    },
    {
        .key = "de-margin", .unit = "de", .owner = "stefan.wolff", .kind = COMMITTED,
        .title = "Germany earns money on large items again",
        .ups = {{"waste", CONTRIBUTES}},
        .key_results = {
            {INCREASE, "Contribution margin on large items", "EUR per order", "-2.40", "3.00",
             "-2.30/5 -1.90/5 -1.20/5 -0.80/6g",
             {[2] = "Half of the loss is the second attempt. Fixing delivery fixes this.",
              [3] = "Behind the line, yet I am confident: the new tariff for large items starts "
                    "next week."}},
            {DECREASE, "Large items returned because the size did not fit",
             "% of large items", "6.8", "4.5", "6.8/6 6.5/6 6.2/6 5.9/6",
             {[3] = "A drawing of the staircase on the page prevents the saddest returns."}},
        },
    },
    {
        .key = "de-marketing", .unit = "de-marketing", .owner = "miriam.kessler",
        .kind = ASPIRATIONAL,
        .title = "People in Germany come to us without us paying for the click",
        .ups = {{"de-return", SUPPORTS}},
        .key_results = {
            {INCREASE, "Visits that we did not pay for", "% of visits", "46", "55",
             "46.2/5 47/5 47.9/5 48.5/5",
             {[2] = "Three of our guides are found first. It took five months "
                    "to get there."}, "lukas.hartmann"},
            {DECREASE, "Marketing costs", "% of revenue", "8.9", "7.5", "8.9/5 8.8/5 8.7/5 8.7/4",
             {[3] = "Costs per click rose by 11 %. What we save on vouchers we lose there."}},
            {INCREASE, "Newsletter readers who bought this month", "%", "5.2", "7",
             "5.2/6 5.4/6 5.8/6 6/6",
             {[3] = "Fewer mails, chosen by room. Sales per mail are up by a "
                    "quarter."}, "aylin.demir"},
        },
    },
    {
        .key = "de-advice", .unit = "de-marketing", .owner = "aylin.demir", .kind = ASPIRATIONAL,
        .title = "Our advice is so good that people share it",
        .key_results = {
            {INCREASE, "Visitors of an advice page who come back within a month", "%", "12", "20",
             "12/5 12.5/5 13.4/5 14/5"},
            {INCREASE, "Rooms planned with our planner", "per week", "900", "2400",
             "910/6 1120/6 1350/6 1480/6",
             {[3] = "Who uses the planner orders twice as often, but only one in three visitors "
                    "finds it."}},
        },
    },
    {
        .key = "de-range", .unit = "de-range", .owner = "henrik.paulsen", .kind = COMMITTED,
        .title = "A sofa from us fits the room it was bought for",
        .ups = {{"de-margin", CONTRIBUTES, 0, 50}, {"returns", SUPPORTS}},
        .key_results = {
            {INCREASE, "Large articles with measurements, weight and packed size", "%", "38", "100",
             "41/6 49/6 55/6 62/6",
             {[3] = "Suppliers send data faster than we can check it. Two "
                    "people from care help out on Fridays."}, "sophie.neumann"},
            {DECREASE, "Returns of sofas and beds", "%", "11.4", "8", "11.3/5 11.2/5 10.8/5 10.6/4",
             {[2] = "Where measurements are complete, returns fall by a fifth. Where they are "
                    "not, nothing moves."}},
            {INCREASE, "Availability of the 500 most wanted articles", "%", "96.1", "97.5",
             "96.1/8 96.2/7 96.4/7 96.5/7",
             {[3] = "Fine as it is. We keep an eye on it and spend our time on "
                    "data."}, "felix.ritter"},
        },
    },
    {
        .key = "de-care", .unit = "de-care", .owner = "carsten.boehm", .kind = COMMITTED,
        .title = "Nobody has to write to us twice",
        .why = "We answer fast enough. Now the first answer has to be the last.",
        .ups = {{"de-promise", SUPPORTS}},
        .key_results = {
            {INCREASE, "Questions solved in one contact", "%", "66", "76",
             "66.5/7 68/7 70/7 71.5/7",
             {[2] = "One list of exceptions instead of eleven. New colleagues know their way in "
                    "a week."}},
            {DECREASE, "Median time to first answer", "hours", "4.9", "3",
             "4.8/6 4.5/6 4.1/7 3.8/7",
             {[3] = "Two of three mails should have been an answer on a page. We "
                    "began with the ten most frequent."}, "jana.krueger"},
            {AT_LEAST, "Satisfaction with the contact", "out of 10", "6.5", "8",
             "7.6/6 7.7/6 7.8/6 7.9/7"},
        },
    },
    {
        .key = "de-two-boxes", .unit = "de", .owner = "katrin.lehmann",
        .kind = ASPIRATIONAL, .draft = true,
        .title = "One order arrives in one parcel",
        .why = "Draft for next quarter's conversation with Supply Chain. Do we own this, or do "
               "they?",
        .key_results = {
            {DECREASE, "Orders that arrive in more than one parcel", "%", "27", "18", ""},
        },
    },
    {0},
    /* clang-format on */
};

const struct story_chapter story_de = {{last, now}};
