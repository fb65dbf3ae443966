/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How the last quarter ended. Some promises were missed: most post-mortems are written, a few are
 * still owed, one of them by Jonas Brandt.
 */
#include "practice/example/story/story.h"

#define STOP     CARRY_CHOICE_STOP
#define FINISH   CARRY_CHOICE_FINISH
#define CONTINUE CARRY_CHOICE_CONTINUE

const struct story_ending story_endings[] = {
    /* clang-format off */
    {"promise", NULL, NULL,
     "Two of five countries kept the promise, three fell short by less than two points.",
     "We promised at checkout what the slowest depot could not do, and nobody owned the whole way.",
     "One owner for the promise from basket to doorstep, and a promise by region, not by country."},
    {"checkout", "0.4", "The seven we were given came from weeks that were quiet anyway.",
     "Three weeks of the quarter went to helping Platform; the failing bank came first in week ten.",
     "We had no room for anything unplanned, and said yes without saying what would then not happen.",
     "A fifth of every quarter stays free, and help for others is a decision with a price."},
    {"es-promise", NULL, NULL,
     "The carrier for the islands went out of business in week four.",
     "There was one carrier, and no plan for its absence.",
     "Two carriers for every region, and a trial week with the second one each quarter."},
    {"fr-promise", NULL, NULL,
     "Pick-up points came in the north and hardly in the south.",
     "The contract leaves the choice of places to the partner.",
     "We choose places together, by where our customers live."},
    {"de-care", NULL, NULL,
     "Chat answers within two hours; mail still takes eight.",
     "We moved people to chat and left the reasons for mail untouched.",
     "First look at why people write, then at how fast we answer."},
    {"tilburg", NULL, NULL,
     "Stock and picking were reached; energy per parcel fell by less than we promised.",
     "The second line ran half empty through the quiet weeks, and nobody could switch it off.",
     "Planning and Tilburg decide each Friday which lines run the week after."},
    {"nl-delivery", NULL, NULL,
     "Bijna elk pakket was te volgen, behalve in de laatste kilometer.",
     "De scanners van één vervoerder stuurden pas 's avonds hun gegevens door.",
     "In nieuwe contracten staat dat een scan binnen tien minuten bij ons is."},
    {"tech", NULL, NULL,
     "Two evenings of outage took what eleven weeks had earned.",
     "Both came from a change on a Friday.",
     "No changes after Thursday noon, until we have gone a quarter without an outage."},
    {"rhythm", "0.5", "Check-ins are made, but in half of the meetings nobody steers by them.", NULL,
     NULL, NULL},
    /* clang-format on */
};
const size_t story_ending_count = sizeof(story_endings) / sizeof(story_endings[0]);

const struct story_carry story_carries[] = {
    /* clang-format off */
    {"de-promise", 2, CONTINUE, 0, "de-promise", "10.2/6 10.1/7 10.1/7",
     "Calling the day before works; the other half of the depots joins."},
    {"de-care", 2, CONTINUE, 0, "de-care", "4.9/6 4.6/6 4.4/7 4.2/7",
     "Mail is what is left of it."},
    {"de-promise", 1, STOP, 0, NULL, NULL, "The new goal is higher and replaces it."},
    {"de-return", 1, STOP, 0, NULL, NULL, "Messages do not bring people back; a whole parcel does."},
    {"checkout", 2, FINISH, 58, NULL, NULL, "One bank is left, and it has promised a date."},
    {"tilburg", 3, STOP, 0, NULL, NULL, "The new goal on energy counts from a better measure."},
    {"es-promise", 1, FINISH, 40, NULL, NULL, "The second carrier signs this quarter."},
    /* clang-format on */
};
const size_t story_carry_count = sizeof(story_carries) / sizeof(story_carries[0]);

const struct story_retrospective story_retrospectives[] = {
    /* clang-format off */
    {"de", "jonas.brandt",
     "Two-weekly check-ins with buying and depots in one call. Problems came up while they were small.",
     "We worked on messages while the delivery was the reason.",
     {{CAUSE_WRONG_MEASURE, "Opened mails rose all quarter, second orders did not."},
      {CAUSE_DEPENDENCY, "Bavaria is served from Tilburg; that is not ours to change."}}},
    {"nl", "sanne.devries",
     "Twee doelstellingen, en iedereen kon ze opnoemen.",
     "De derde maand ging grotendeels op aan de feestdagen.",
     {{CAUSE_CAPACITY, "Bezorging leende in december drie mensen uit."}}},
    {"nl-delivery", "daan.visser",
     "Elke maandag een kwartier samen naar de cijfers.",
     "We wachtten te lang met bellen naar de vervoerder.",
     {{CAUSE_DEPENDENCY, "De scans van één vervoerder kwamen pas 's avonds binnen."},
      {CAUSE_OWNERSHIP, "Niemand was aanspreekbaar voor de laatste kilometer."}}},
    {"checkout", "sofia.lindgren",
     "Small changes, each measured on its own.",
     "We helped Platform without saying what would then not happen.",
     {{CAUSE_PRIORITY_SHIFT, "Three weeks went to another team's goal."},
      {CAUSE_TOO_MANY_GOALS, "Four key results for five engineers."},
      {CAUSE_EXTERNAL, "One bank changed its rules halfway."}}},
    {"es", "alvaro.santamaria",
     "The south got its own depot, and it shows.",
     "One carrier for the islands, and no second.",
     {{CAUSE_EXTERNAL, "The carrier went out of business."},
      {CAUSE_UNCLEAR_GOAL, "\"The same promise\" meant three things to three people."}}},
    /* clang-format on */
};
const size_t story_retrospective_count =
    sizeof(story_retrospectives) / sizeof(story_retrospectives[0]);

const struct story_action story_actions[] = {
    /* clang-format off */
    {"de", "jonas.brandt", "jonas.brandt", "Agree with Supply Chain on a stock point in Bavaria", 60, 0, NULL},
    {"de", "jonas.brandt", "katrin.lehmann", "Replace opened mails by second orders on the weekly page", 14, 12,
     "Done; the old number is gone from all pages."},
    {"nl", "sanne.devries", "sanne.devries", "Feestdagen vooraf in de planning van elk team", 63, 0, NULL},
    {"nl-delivery", "daan.visser", "daan.visser", "Scan binnen tien minuten in het contract met de tweede vervoerder", 40, 0, NULL},
    {"nl-delivery", "daan.visser", "daan.visser", "Eén naam bij de laatste kilometer", 10, 9, "Dat ben ik zelf."},
    {"checkout", "sofia.lindgren", "sofia.lindgren", "Write down what help for another team may cost", 21, 20,
     "One page; Platform signed it too."},
    {"es", "alvaro.santamaria", "alvaro.santamaria", "Trial week with the second carrier", 70, 0, NULL},
    /* clang-format on */
};
const size_t story_action_count = sizeof(story_actions) / sizeof(story_actions[0]);
