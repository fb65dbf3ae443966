/* SPDX-License-Identifier: Apache-2.0 */
/* Talverno France: at risk, and its marketing team has been silent for weeks. */
#include "practice/example/story/story.h"

static const struct story_objective last[] = {
    /* clang-format off */
    {
        .key = "fr-promise", .unit = "fr", .owner = "elodie.garnier", .kind = COMMITTED,
        .title = "Pick-up points become the easiest way to get our parcels",
        .ups = {{"promise", CONTRIBUTES}},
        .key_results = {
            {INCREASE, "Delivery promise kept at pick-up points", "%", "87", "93",
             "87/6 88/6 89.4/6 90.5/6 91.5/6 92.2/6",
             {[5] = "Not there, yet the best quarter so far for pick-up points."}},
            {INCREASE, "Orders collected within two days", "%", "61", "72",
             "61/6 63/6 65/6 67/6 68/6 69/6",
             {[4] = "A reminder on the second day helps. A reminder on the first only annoys."}},
        },
    },
    {
        .key = "fr-return", .unit = "fr", .owner = "elodie.garnier", .kind = ASPIRATIONAL,
        .title = "France knows us for more than garden furniture",
        .ups = {{"return", CONTRIBUTES}},
        .key_results = {
            {INCREASE, "Customers who buy something for indoors", "%", "44", "55",
             "44/5 45/5 46/5 47/5 48/5 48.5/4"},
            {DECREASE, "Orders returned", "% of orders", "22.4", "20",
             "22.4/5 22.3/5 22.5/5 22.8/4 23/3 23.1/3r",
             {[3] = "Going the wrong way: the new curtains come back by the hundred.",
              [5] = "Missed. We took in a range without samples; that decision was mine."}},
        },
    },
    {
        .key = "fr-care", .unit = "fr-care", .owner = "julien.perrot", .kind = COMMITTED,
        .title = "A French customer speaks to a French colleague within minutes",
        .ups = {{"fr-return", SUPPORTS}},
        .key_results = {
            {AT_MOST, "Waiting time on the telephone, median", "seconds", "240", "90",
             "180/5 160/5 140/5 120/6 98/6 92/6",
             {[5] = "Two seconds short. The new shift plan did it."}},
            {INCREASE, "Questions solved in one contact", "%", "58", "68",
             "58/6 60/6 62/6 63/6 64.5/6 65/6"},
        },
    },
    {0},
    /* clang-format on */
};

static const struct story_objective now[] = {
    /* clang-format off */
    {
        .key = "fr-promise", .unit = "fr", .owner = "elodie.garnier", .kind = COMMITTED,
        .title = "Our French customers stop wondering whether the parcel will come",
        .why = "Pick-up points are nearly good. Home delivery is not: two strikes and a carrier "
               "that changed its depots cost us six points in three weeks.",
        .ups = {{"promise", CONTRIBUTES}},
        .key_results = {
            {INCREASE, "Delivery promise kept in France", "%", "88.5", "93",
             "88.6/6 88.9/5 88.2/3 87.9/2r",
             {[2] = "The carrier closed two depots without telling us. We are back where we "
                    "started.",
              [3] = "Blocked: the contract with the second carrier waits for a "
                    "signature in Tilburg."}, .weight = 200},
            {INCREASE, "Orders collected within two days", "%", "69", "76",
             "69.4/6 70/6 70.6/6 71/6",
             {[3] = "Pick-up points do well. A small comfort beside the line "
                    "above."}, "mathieu.lefevre"},
            {DECREASE, "Customers who contact us about a late parcel",
             "per 1,000 orders", "47", "32", "47/5 46/5 49/4 50/3r",
             {[3] = "Follows the line above, as long as the carrier question is open."}},
        },
    },
    {
        .key = "fr-return", .unit = "fr", .owner = "elodie.garnier", .kind = ASPIRATIONAL,
        .title = "What we sell in France stays in French homes",
        .why = "23 % of our orders come back, four points more than in any other country.",
        .co_owner = "baptiste.morin",
        .ups = {{"waste", CONTRIBUTES}, {"return", SUPPORTS}},
        .key_results = {
            {DECREASE, "Orders returned", "% of orders", "23.1", "19.5",
             "23.1/5 23.2/5 23/4 22.8/4",
             {[3] = "First fall in half a year. The curtains are out, samples "
                    "are in."}, "baptiste.morin"},
            {INCREASE, "Textile orders that began with a sample", "%", "3", "20", "3/4 5/5 7/5 9/5",
             {[3] = "Orders that began with a sample come back a fifth less. "
                    "The workshop makes 400 samples a day at most."}, "baptiste.morin"},
            {INCREASE, "Customers who buy something for indoors", "%", "48.5", "55",
             "48.6/5 49/5 49.4/5 49.8/5",
             {[2] = "Lamps are our second door into the house, after garden furniture."}},
        },
    },
    {
        .key = "fr-marketing", .unit = "fr-marketing", .owner = "camille.roussel",
        .kind = ASPIRATIONAL,
        .title = "French families see us as a shop for the whole home",
        .ups = {{"fr-return", SUPPORTS, 3}},
        .key_results = {
            {INCREASE, "People who name us for indoor furniture",
             "% in the brand survey", "9", "15", "9/6 9.4/6"},
            {INCREASE, "Visits to indoor pages", "% of visits", "37", "48",
             "37.2/6 38.1/6", {}, "antoine.marchand"},
            {INCREASE, "Readers who open our messages", "%", "19", "25", "19/6 19.3/6",
             {[1] = "Good start; next test compares two senders."}, "ines.haddad"},
        },
    },
    {
        .key = "fr-care", .unit = "fr-care", .owner = "julien.perrot", .kind = COMMITTED,
        .title = "Every customer we disappoint hears from us first",
        .ups = {{"fr-promise", SUPPORTS}},
        .key_results = {
            {INCREASE, "Late parcels that we announce before the customer asks", "%", "12", "60",
             "12/5 12/4 14/3 15/3b",
             {[2] = "The messages exist in four languages. French waits for legal since three "
                    "weeks."}},
            {INCREASE, "Questions solved in one contact", "%", "65", "74",
             "65.4/6 66.5/6 67.4/6 68/6",
             {[2] = "Colleagues who come from hotels know how to listen. We "
                    "hire four more."}, "manon.chevalier"},
            {AT_MOST, "Waiting time on the telephone, median", "seconds", "240", "90",
             "95/6 110/5 150/4 165/4",
             {[3] = "Every late parcel is a call. We have eleven people for the work of sixteen."}},
        },
    },
    {0},
    /* clang-format on */
};

const struct story_chapter story_fr = {{last, now}};
