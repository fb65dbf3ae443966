/* SPDX-License-Identifier: Apache-2.0 */
/* Where help was asked: what is in the way of key results, and drafts that others read first. */
#include "practice/example/story/story.h"

#define RESOURCE   BLOCKER_TYPE_RESOURCE
#define DEPENDENCY BLOCKER_TYPE_DEPENDENCY
#define CLARITY    BLOCKER_TYPE_CLARITY
#define PRIORITY   BLOCKER_TYPE_PRIORITY
#define EXTERNAL   BLOCKER_TYPE_EXTERNAL
#define ACCEPTED   VERDICT_ACCEPTED
#define SENT_BACK  VERDICT_SENT_BACK
#define REMARK     VERDICT_NULL

const struct story_blocker story_blockers[] = {
    /* clang-format off */
    {"nl-delivery", 3, "rick.vanleeuwen", DEPENDENCY, 26,
     "Het depot dat met de hand scant krijgt zijn scanners vier weken later dan beloofd.",
     "last-mile", NULL, "Leen ons acht scanners uit Tilburg tot de nieuwe er zijn.", 0, NULL, NULL},
    {"nl-care", 2, "joris.peeters", DEPENDENCY, 4,
     "Klanten bellen een tweede keer omdat een verzet bezorgmoment pas 's avonds zichtbaar is.",
     NULL, "daan.visser", "Laat de planning wijzigingen elk uur doorgeven, desnoods eerst met de hand.", 0, NULL, NULL},
    {"pl-cash", 2, "piotr.gorski", DEPENDENCY, 24,
     "Checkout moved the connection by two sprints; everything else is ready.",
     "checkout", NULL, "A date that we can tell the banks, and an engineer for two days.", 0, NULL, NULL},
    {"pl-cash", 1, "katarzyna.wojcik", PRIORITY, 5,
     "Checkout is asked for three things at once, and nobody has said which of them comes first.",
     NULL, "farah.elamrani", "Bring Checkout, Platform and us to one table this week.", 0, NULL, NULL},
    {"de-promise", 2, "jonas.brandt", RESOURCE, 10,
     "Łódź has two lorries too few on Mondays, so the second wave to Bavaria is late.",
     NULL, "ingrid.solheim", "Two lorries from the pool in Tilburg on Mondays, for six weeks.", 0, NULL, NULL},
    {"portfolio", 1, "koen.jacobs", CLARITY, 6,
     "Two units call the loyalty app theirs, and each expects the other one to stop.",
     NULL, "marijke.hoekstra", "Say which of the two goes on, before the leaders' call.", 0, NULL, NULL},
    {"es-promise", 2, "nuria.ferrer", EXTERNAL, 40,
     "The ferry to the islands sails twice a week instead of daily until the harbour is repaired.",
     NULL, NULL, NULL, 22, "nuria.ferrer", "It still does. We promise six days now, and keep that."},
    {"search", 3, "felix.baumann", RESOURCE, 34,
     "The index is too slow for the slowest one in twenty, and there is no machine free.",
     "platform", NULL, "Four more machines for the index.", 20, "felix.baumann", "Not needed: we ask the smaller index first."},
    /* clang-format on */
};

const size_t story_blocker_count = sizeof(story_blockers) / sizeof(story_blockers[0]);

const struct story_review story_reviews[] = {
    /* clang-format off */
    {"learning-buddy", {"carmen.delgado", "marijke.hoekstra"}, 9,
     "I would begin with the twelve leaders who started this quarter. Is one key result enough?",
     {{"carmen.delgado", ACCEPTED, 5, "Small and clear. Pair them across countries, then it also helps One Talverno."}}},
    {"de-two-boxes", {"jonas.brandt", NULL}, 12,
     "Is this ours or Supply Chain's? Please read the key result as if it were theirs.",
     {{"jonas.brandt", SENT_BACK, 8, "The number is right, the owner is not: we do not pack. Ask Vera whether Planning takes it, "
                                     "and add what a second parcel costs us."},
      {"katrin.lehmann", REMARK, 4, "Vera and I speak this week. I leave the draft as it is until then."}}},
    {"planet-repair", {"simon.achterberg", "farah.elamrani"}, 6,
     "The baselines are estimates until Returns counts again; please look at the wording.",
     {{"simon.achterberg", REMARK, 2, "I like it. I wait for the count before I accept it."}}},
    {"nl-care-once", {"daan.visser", "wouter.kuipers"}, 5,
     "Dit raakt jouw planners, Daan: kunnen ze twee uur per dag meekijken? Dan pas durf ik 80 % te noemen.",
     {{"wouter.kuipers", ACCEPTED, 2, "Goed meetbaar, en van één team. Wat mij betreft klaar zodra Daan ja zegt."}}},
    /* clang-format on */
};

const size_t story_review_count = sizeof(story_reviews) / sizeof(story_reviews[0]);
