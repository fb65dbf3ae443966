/* SPDX-License-Identifier: Apache-2.0 */
/* What was said of the running quarter. */
#include "practice/example/story/story.h"

const struct story_comment story_comments[] = {
    /* clang-format off */
    {"promise", 0, "thomas.aldenhoven", 33,
     "Do we count a parcel that arrives on the day, but at the neighbours'? Half of our complaints are about those.",
     {{"ingrid.solheim", 32, "On the day is on the day, or we measure two things at once. "
                             "The neighbours belong to the service score; @ruben.castelijns, is that where they are?"},
      {"ruben.castelijns", 31, "They are. I added the definition to the key result."}}},
    {"nl-promise", 1, "wouter.kuipers", 12,
     "Mooi dat de late ronde werkt. @sanne.devries, zien we in de cijfers van @daan.visser al wat de zaterdag kost?",
     {{"daan.visser", 11, "Ja: **één op de acht** late pakketten is er een van zaterdag. De vervoerder rijdt dan met de helft."},
      {"sanne.devries", 10, "Dan begin ik daar. @kim.dejong, kun je volgende week een prijs vragen voor een volle ronde?"}}},
    {"nl-delivery", 3, "emre.yilmaz", 7,
     "Met de acht scanners uit Tilburg halen we de scan bij het laden, niet die bij aankomst. Is dat genoeg, @daan.visser?",
     {{"daan.visser", 6, "Voor nu wel. De scan bij aankomst telt pas mee als de nieuwe er zijn."}}},
    {"de-promise", 2, "katrin.lehmann", 9,
     "Two lorries on Mondays would close most of the gap. What do we stop to pay for them?",
     {{"jonas.brandt", 8, "The Friday wave to the north: it runs half empty. @ingrid.solheim, agreed?"},
      {"ingrid.solheim", 8, "Agreed, for six weeks. Then we look at both again."}}},
    {"pl-cash", 2, "farah.elamrani", 13,
     "Three units wait for the same two engineers. I bring you to one table on Thursday, @sofia.lindgren.",
     {{"sofia.lindgren", 12, "Good. I come with what each of the three would wait for:\n\n"
                             "- the banks' connection\n- vouchers\n- the new address form"}}},
    {"rhythm", 0, "marijke.hoekstra", 20,
     "I read the check-ins of all countries in ten minutes on Monday. That was two hours of calls last quarter.",
     {{"mathieu.lefevre", 19, "And the leaders' call starts with the red ones now, not with the slides."}}},
    {"waste", 0, "annemiek.bos", 5,
     "Which budget pays for the counting of returned goods? The Netherlands counts already, at its own expense.",
     {{"thomas.aldenhoven", 4, "Mine, until the key result is met. Send me the hours, @annemiek.bos."}}},
    {"nl-care-once", 0, "daan.visser", 2,
     "Twee uur per dag lukt op dinsdag en donderdag. @nadia.benali, is dat genoeg om te beginnen?", {{0}}},
    /* clang-format on */
};

const size_t story_comment_count = sizeof(story_comments) / sizeof(story_comments[0]);
