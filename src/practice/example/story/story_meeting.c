/* SPDX-License-Identifier: Apache-2.0 */
/* Check-in meetings: what was said of the numbers, and what was agreed; the next ones are planned.
 */
#include "practice/example/story/story.h"

const struct story_meeting story_meetings[] = {
    /* clang-format off */
    {
        .unit = "nl-delivery", .by = "daan.visser", .ago = 26,
        .present = {"emre.yilmaz", "kim.dejong", "rick.vanleeuwen"},
        .notes = {
            {"nl-delivery", 3, "De scanners komen pas over vier weken. Wachten is geen plan: Rick vraagt Transport om een "
                               "tussenoplossing."},
            {"nl-delivery", 2, "De avondploeg belt bij lastige adressen vooraf. **Zo houden.**"},
        },
        .agreed = {
            {"rick.vanleeuwen", "Bij Transport acht scanners te leen vragen", 4, 21},
            {"kim.dejong", "De derde vervoerder vragen wat 'half werk' is", 12, 13},
        },
    },
    {
        .unit = "nl-delivery", .by = "daan.visser", .ago = 12,
        .note = "Kort gehouden: de zaterdag kreeg de meeste tijd, en dat was terecht.",
        .present = {"emre.yilmaz", "kim.dejong", "rick.vanleeuwen"},
        .notes = {
            {"nl-delivery", 1, "Blijft hangen rond 90 %: de derde vervoerder rijdt met halve bezetting. Kim spreekt hem donderdag. "
                               "We willen een datum horen, geen verklaring."},
            {"nl-delivery", 3, "Nog steeds geen scanners. We tellen met de hand door en laten het doel staan."},
            {"nl-delivery-green", 1, "Den Haag: laadplein op z'n vroegst over zes weken. Rijden we zolang met fietskoeriers?"},
            {NULL, 0, "Emre blijft tot het eind van het kwartaal op de avondploeg."},
        },
        .agreed = {
            {"daan.visser", "Bij Pascal navragen wanneer de scanners echt komen", 9, 0},
            {"emre.yilmaz", "Proef met fietskoeriers in Den Haag doorrekenen", 16, 0},
            {"kim.dejong", "Datum voor de zaterdag vastleggen met de derde vervoerder", 14, 0},
        },
    },
    {
        .unit = "nl-delivery", .by = "daan.visser", .ahead = 2,
        .note = "Graag vooraf inchecken, dan houden we tijd over voor de zaterdag.",
        .topic = "Wie rijdt er een avond mee?",
    },
    {
        .unit = "de", .by = "katrin.lehmann", .ago = 11,
        .present = {"jonas.brandt", "miriam.kessler", "henrik.paulsen", "carsten.boehm"},
        .notes = {
            {"de-promise", 2, "The second wave is a week late because Łódź lacks two lorries on Mondays. Not ours to solve alone: "
                              "Jonas asks Ingrid."},
            {"de-return", 1, "Flat for six weeks. We stop guessing and call twenty people who bought once and never again."},
            {NULL, 0, "Carsten: the ten answers now on a page saved a whole shift. He shows how, next time."},
        },
        .agreed = {
            {"jonas.brandt", "Ask Ingrid for two lorries on Mondays", 3, 7},
            {"miriam.kessler", "Call twenty first-time buyers who did not come back", 14, 0},
            {"jonas.brandt", "Call five of them myself", 10, 0},
        },
    },
    {
        .unit = "de", .by = "katrin.lehmann", .ahead = 3,
        .note = "First what the twenty calls taught us. Please check in the day before.",
        .topic = "Carsten shows the ten answers",
    },
    {
        .unit = "talverno", .by = "farah.elamrani", .ago = 8,
        .note = "Returns took half of the time. The board decides on them in its own session.",
        .present = {"marijke.hoekstra", "ingrid.solheim", "claire.vasseur", "thomas.aldenhoven", "bram.terhorst"},
        .notes = {
            {"waste", 2, "Returns has been silent for weeks, so nobody in the room could say why 19.3. Thomas went on Tuesday: the "
                         "counting stopped when their analyst left."},
            {"promise", 1, "Spain and the sale days decide it. Ingrid wants the sale-day plan a week earlier than last time."},
            {"focus", 1, "Eleven projects are left to decide on. Marijke names three that stop; the rest gets until next month."},
            {NULL, 0, "Bram: ask in every unit who has a next step, and do not wait for the pulse."},
        },
        .agreed = {
            {"marijke.hoekstra", "Name the three projects that stop", 10, 0},
            {"thomas.aldenhoven", "Lend Returns an analyst until the count is back", 3, 4},
            {"ingrid.solheim", "Plan of the sale days before the squad", 13, 0},
        },
    },
    {
        .unit = "talverno", .by = "farah.elamrani", .ahead = 6,
        .note = "Please check in before; we only talk about what fell, stands still or is blocked.",
        .topic = "Three projects that stop",
    },
    {
        .unit = "pl-marketing", .by = "tomasz.nowicki", .ago = 14,
        .present = {"zofia.kaminska", "agnieszka.lis"},
        .notes = {
            {"pl-marketing", 3, "Letters on Friday cost us readers. A month without, then we look again."},
            {"pl-welcome", 1, "Whoever names a room comes back. Zofia shows it to Marketing NL."},
        },
        .agreed = {
            {"zofia.kaminska", "Show the question of three words to Marketing NL", 17, 0},
            {"agnieszka.lis", "List the next forty old pages", 7, 8},
        },
    },
    {
        .unit = "pl-marketing", .by = "zofia.kaminska", .ahead = 1,
        .note = "Tomasz is away; I check in for him and lead this one.",
    },
    /* clang-format on */
};

const size_t story_meeting_count = sizeof(story_meetings) / sizeof(story_meetings[0]);
