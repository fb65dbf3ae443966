/* SPDX-License-Identifier: Apache-2.0 */
/* Talverno España: small, honest about falling numbers, and with the first signs of a turn. */
#include "practice/example/story/story.h"

static const struct story_objective last[] = {
    /* clang-format off */
    {
        .key = "es-promise", .unit = "es", .owner = "alvaro.santamaria", .kind = COMMITTED,
        .title = "The islands and the south get the same promise as Madrid",
        .ups = {{"promise", CONTRIBUTES, 0, 50}},
        .key_results = {
            {INCREASE, "Delivery promise kept in Spain", "%", "83", "88",
             "83/6 83.2/5 83/5 83.6/4 83.9/4 84/4",
             {[2] = "Five weeks without movement. The hub in Zaragoza loads at night, the carrier "
                    "leaves at six.",
              [5] = "Missed by far. We asked a carrier to change; we should have changed the "
                    "carrier."}},
            {DECREASE, "Parcels to the islands that take more than five days", "%", "38", "20",
             "38/5 37/5 35/5 34/5 32/5 31/5"},
        },
    },
    {
        .key = "es-return", .unit = "es", .owner = "alvaro.santamaria", .kind = ASPIRATIONAL,
        .title = "Spanish visitors dare to place their first order",
        .ups = {{"return", CONTRIBUTES, 0, 50}},
        .key_results = {
            {INCREASE, "Conversion of first-time visitors", "%", "1.1", "1.5",
             "1.1/6 1.12/6 1.18/6 1.24/6 1.3/6 1.33/6",
             {[4] = "Paying by instant transfer explains most of the gain.",
              [5] = "Good for a stretch. Next question: why do they not come back?"}},
            {INCREASE, "Visitors who read a review before buying", "%", "24", "35",
             "24/6 26/6 28/6 30/6 31/6 33/6"},
        },
    },
    {
        .key = "es-care", .unit = "es-care", .owner = "rocio.navarro", .kind = COMMITTED,
        .title = "Customers in Spain can reach us when they are awake",
        .ups = {{"es-return", SUPPORTS}},
        .key_results = {
            {INCREASE, "Questions after eight in the evening answered the same day",
             "%", "15", "80", "15/6 30/6 48/6 62/7 74/7 81/8",
             {[5] = "Met. Two colleagues asked for the late shift themselves."}},
            {AT_LEAST, "Satisfaction with the contact", "out of 10", "6.5", "7.8",
             "7.4/6 7.5/6 7.7/6 7.8/7 7.9/7 7.9/8"},
        },
    },
    {0},
    /* clang-format on */
};

static const struct story_objective now[] = {
    /* clang-format off */
    {
        .key = "es-promise", .unit = "es", .owner = "alvaro.santamaria", .kind = COMMITTED,
        .title = "Spain earns back the trust it lost on the doorstep",
        .why = "We are the country that costs Talverno its topline. We change the carrier, and for "
               "the islands we print a promise we can keep.",
        .with = "last-mile",
        .ups = {{"promise", CONTRIBUTES, 0, 50}},
        .key_results = {
            {INCREASE, "Delivery promise kept in Spain", "%", "84", "91",
             "83.8/5 83/3 83.1/3 85.9/5b",
             {[1] = "It gets worse before it gets better: the old carrier knows that it has to go.",
              [3] = "First two weeks with the new carrier. Andalusia went from 79 "
                    "to 88 %."}, .weight = 200},
            {DECREASE, "Parcels to the islands that come later than promised", "%", "31", "12",
             "30/5 24/6 18/7 16/7",
             {[2] = "We promise six days now and need five. Orders did not fall."}, "nuria.ferrer"},
            {DECREASE, "Compensation paid for late parcels", "EUR per 1,000 orders", "410", "250",
             "415/5 440/4 430/4 370/5",
             {[3] = "Follows the carrier. Below 400 for the first time in a year."}},
        },
    },
    {
        .key = "es-return", .unit = "es", .owner = "alvaro.santamaria", .kind = ASPIRATIONAL,
        .title = "Whoever tries us once in Spain comes back",
        .ups = {{"return", CONTRIBUTES, 0, 50}},
        .key_results = {
            {INCREASE, "Customers who order again within 90 days", "%", "26", "30",
             "25.8/5 25.4/4 25.2/4 25.3/4b",
             {[1] = "Who waited ten days does not come back. This follows delivery with a delay of "
                    "a month.",
              [3] = "The fall has stopped."}},
            {INCREASE, "Conversion of first-time visitors", "%", "1.33", "1.6",
             "1.34/6 1.37/6 1.4/6 1.42/6",
             {[2] = "The product page now shows a delivery date that we keep."}, "gonzalo.prieto"},
            {INCREASE, "Articles with at least ten Spanish reviews", "%", "18", "40",
             "19/6 24/6 28/7 31/7",
             {[3] = "We ask on day ten, when the chair has been sat on."}, "gonzalo.prieto"},
        },
    },
    {
        .key = "es-marketing", .unit = "es-marketing", .owner = "marta.iglesias",
        .kind = ASPIRATIONAL,
        .title = "Spanish customers talk about us because of our service",
        .ups = {{"es-return", SUPPORTS}},
        .key_results = {
            {INCREASE, "New customers who came on a recommendation", "%", "11", "18",
             "11/5 10.6/5 10.2/4 9.8/3r",
             {[1] = "People do not recommend a shop that delivers late. No campaign mends that.",
              [3] = "We stopped the campaign and gave its budget to the change of carrier."}},
            {INCREASE, "Average of public reviews", "out of 5", "3.6", "4.2",
             "3.6/5 3.5/4 3.5/4 3.6/4",
             {[3] = "First fortnight without a new one-star review about delivery."}},
            {DECREASE, "Costs per new customer", "EUR", "24", "20", "24.5/5 25/4 25.4/4 25.1/4",
             {[2] = "Clicks are dear when nobody trusts what comes after. We "
                    "halved the spending."}, "pablo.ortega"},
        },
    },
    {
        .key = "es-care", .unit = "es-care", .owner = "rocio.navarro", .kind = COMMITTED,
        .title = "We turn an angry customer into one who recommends us",
        .ups = {{"es-return", SUPPORTS}, {"es-promise", SUPPORTS}},
        .key_results = {
            {INCREASE, "Complaints after which the customer orders again", "%", "21", "32",
             "21.5/6 23/6 25/7 27/7",
             {[3] = "Colleagues may spend 25 EUR without asking. They spend nine on average."}},
            {AT_LEAST, "Satisfaction with the contact", "out of 10", "6.5", "7.8",
             "7.8/7 7.7/6 7.8/7 7.9/7",
             {[1] = "A dip, because of the change of carrier. We told customers before they "
                    "found out."}},
            {DECREASE, "Complaints that need a supervisor", "%", "17", "9", "16/6 14.5/6 13/7 12/7",
             {[3] = "Supervisors spend the hours they won on listening in and "
                    "coaching."}, "diego.castano"},
        },
    },
    {0},
    /* clang-format on */
};

const struct story_chapter story_es = {{last, now}};
