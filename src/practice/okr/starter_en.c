/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/starter.h"

#define COMMITTED    OBJECTIVE_KIND_COMMITTED
#define ASPIRATIONAL OBJECTIVE_KIND_ASPIRATIONAL

const struct starter starters_en[STARTERS] = {
    /* clang-format off */
    {
        .name = "Customers come back",
        .title = "New customers come back because their first experience earned it",
        .description = "Winning a customer costs far more than keeping one. When the first experience is good, growth follows by itself.",
        .hint = "Choose one group of customers and one moment that decides whether they return. Measure what they do before what they say.",
        .kind = ASPIRATIONAL,
        .key_results = {
            {.title = "New customers who buy again within the quarter", .kind = KR_KIND_INCREASE, .unit = "%", .interim_day = 45,
             .hint = "Start from the share of the last full quarter. The interim target keeps you from hoping until the end."},
            {.title = "New customers who would recommend us", .kind = KR_KIND_INCREASE, .unit = "points",
             .hint = "Ask within a week of the first experience; write down how many answered."},
            {.title = "First orders that lead to a question or a complaint", .kind = KR_KIND_DECREASE, .unit = "%",
             .hint = "This moves first: when it does not fall by the middle of the quarter, look at the cause again."},
        },
    },
    {
        .name = "A promise we keep",
        .title = "Customers can count on our service, also on the busiest day",
        .description = "People plan their day around what we promise. A promise kept only on quiet days is none.",
        .hint = "A committed objective: what it says is owed. Set the limits so that missing one would be talked about, and agree now who decides when one is in danger.",
        .kind = COMMITTED,
        .key_results = {
            {.title = "Requests answered within the promised time", .kind = KR_KIND_AT_LEAST, .unit = "%",
             .hint = "Count all requests of the week, not a sample of the good ones. Choose “the worst” if every week counts."},
            {.title = "Interruptions that customers notice, in a month", .kind = KR_KIND_AT_MOST, .unit = "interruptions",
             .hint = "Noticed means: somebody outside could not do what they came for."},
            {.title = "Time until an interruption is over", .kind = KR_KIND_DECREASE, .unit = "minutes",
             .hint = "The median of the month, from the first sign to the moment customers can go on."},
        },
    },
    {
        .name = "A change that lands",
        .title = "Colleagues prefer the new way of working to the old one",
        .description = "A change has landed when nobody wants to go back, not when the project is over.",
        .hint = "Name the change in the title. The steps say whether you are on the way; the other key results say whether it was worth it.",
        .kind = ASPIRATIONAL,
        .key_results = {
            {.title = "Colleagues who work the new way every week", .kind = KR_KIND_INCREASE, .unit = "%", .interim_day = 42,
             .hint = "Read it off the work itself, such as sign-ins or finished cases, rather than asking."},
            {.title = "Colleagues who would not go back to the old way", .kind = KR_KIND_INCREASE, .unit = "%",
             .hint = "One question, asked every two weeks of those who changed."},
            {.title = "The old way is left behind, unit by unit", .kind = KR_KIND_MILESTONES,
             .hint = "Each step is something that others can see. Give a step that is harder a higher weight.",
             .steps = {{"The first unit works only the new way", 28}, {"Half of the units work only the new way", 56}, {"Nobody needs the old way any more", 84}}},
        },
    },
    {
        .name = "People who stay",
        .title = "Our people do their best work here and want to stay",
        .description = "Whoever leaves takes years of knowledge along. People stay where they grow, are heard and can finish their work.",
        .hint = "Choose the group in which leaving hurts most. Talk about the numbers with the people they are about, before you publish them.",
        .kind = ASPIRATIONAL,
        .key_results = {
            {.title = "Colleagues who say they can do their best work here", .kind = KR_KIND_INCREASE, .unit = "%",
             .hint = "A short survey, the same questions each time, nobody recognisable in groups of fewer than five."},
            {.title = "Colleagues who leave within their first year", .kind = KR_KIND_DECREASE, .unit = "%",
             .hint = "Of those who began in the last twelve months. It moves slowly: the survey shows the way earlier."},
            {.title = "Open positions that are filled by somebody from within", .kind = KR_KIND_INCREASE, .unit = "%",
             .hint = "Of all positions filled in the quarter; with fewer than ten, count people instead."},
        },
    },
    /* clang-format on */
};
