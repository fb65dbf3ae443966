/* SPDX-License-Identifier: Apache-2.0 */
/* Talverno Nederland: the oldest country, in good health, and works in Dutch. */
#include "practice/example/story/story.h"

static const struct story_objective last[] = {
    /* clang-format off */
    {
        .key = "nl-promise", .unit = "nl", .owner = "sanne.devries", .kind = COMMITTED,
        .title = "Nederland is het land dat zijn leverbelofte nakomt",
        .ups = {{"promise", CONTRIBUTES}},
        .key_results = {
            {INCREASE, "Leverbelofte gehouden", "%", "92.1", "93.5",
             "92.1/7 92.5/7 92.9/8 93.2/8 93.6/9 93.8/9",
             {[5] = "Gehaald, en twee weken eerder dan gedacht. De avondronde maakte het "
                    "verschil."}},
            {DECREASE, "Klantcontacten over bezorging", "per 1.000 orders", "36", "31",
             "36/7 35/7 33.5/7 32/8 31.4/8 31/9",
             {[5] = "Gehaald op de laatste dag. De tijdvakmail verdient een pluim."}},
        },
    },
    {
        .key = "nl-return", .unit = "nl", .owner = "sanne.devries", .kind = ASPIRATIONAL,
        .title = "Klanten bestellen bij ons voor het hele huis",
        .ups = {{"return", CONTRIBUTES}},
        .key_results = {
            {INCREASE, "Klanten die in twee of meer categorieën kopen", "%", "27.5", "32",
             "27.6/6 28.1/6 28.8/6 29.6/6 30.2/7 30.6/7",
             {[3] = "Wie een bed koopt, komt terug voor dekbedden. Wie een pan koopt, nog niet.",
              [5] = "Niet ver genoeg, maar we weten nu welke kamers elkaar versterken. Dat nemen "
                    "we mee."}},
            {INCREASE, "Net promoter score na levering", "punten", "44", "48",
             "44/7 45/7 45/7 46/7 47/7 47/7"},
        },
    },
    {
        .key = "nl-care", .unit = "nl-care", .owner = "nadia.benali", .kind = COMMITTED,
        .title = "Wie ons belt of schrijft, is in één keer geholpen",
        .ups = {{"nl-return", SUPPORTS}},
        .key_results = {
            {INCREASE, "Vragen die in één contact zijn opgelost", "%", "71", "78",
             "71/7 72/7 74/7 75.5/7 77/8 78.2/9",
             {[5] = "Gehaald. Wat hielp: zelf mogen beslissen tot 25 euro."}},
            {AT_MOST, "Wachttijd aan de telefoon, mediaan", "seconden", "120", "60",
             "84/6 75/6 66/7 58/8 55/8 57/8"},
            {INCREASE, "Medewerkers die hun rooster kunnen kiezen", "%", "20", "60",
             "20/6 35/7 50/7 55/7 60/8 60/8"},
        },
    },
    {
        .key = "nl-range", .unit = "nl-range", .owner = "pieter.smeets", .kind = ASPIRATIONAL,
        .title = "Ons assortiment past bij hoe Nederland woont",
        .ups = {{"nl-return", SUPPORTS, 1}},
        .key_results = {
            {INCREASE, "Zoekopdrachten die op een passend artikel uitkomen", "%", "81", "86",
             "81/6 82/6 82.5/6 83.5/6 84/6 84.6/6"},
            {DECREASE, "Artikelen die een half jaar niet zijn verkocht",
             "% van het assortiment", "23", "17", "23/6 22/6 21/6 20.5/6 20/6 19.5/6",
             {[5] = "Afscheid nemen van artikelen kost ons meer vergaderingen dan geld."}},
        },
    },
    {0},
    /* clang-format on */
};

static const struct story_objective now[] = {
    /* clang-format off */
    {
        .key = "nl-promise", .unit = "nl", .owner = "sanne.devries", .kind = COMMITTED,
        .title = "In Nederland komt elke bestelling op de dag die we beloven",
        .why = "Wij zijn het land waar de rest van Talverno naar kijkt. Als het hier niet lukt, "
               "lukt het nergens. We beloven dus niet sneller, maar houden wat we beloven.",
        .ups = {{"promise", CONTRIBUTES, 0, 100}},
        .key_results = {
            {INCREASE, "Leverbelofte gehouden", "%", "93.8", "96.5", "94/8 94.4/8 95/8 95.4/8",
             {[3] = "De late afhaalronde in Tilburg werkt. Nu nog de zaterdagen."}},
            {DECREASE, "Klantcontacten over bezorging", "per 1.000 orders", "31", "22",
             "30/7 28.5/7 27/7 25.8/8",
             {[3] = "Minder vragen nu het bericht met het tijdvak om zeven uur 's ochtends komt."}},
            {INCREASE, "Klanten die hun bezorgmoment zelf verzetten",
             "% van de wijzigingen", "35", "65", "38/7 44/7 50/7 54/8",
             {[2] = "Verzetten kan nu ook zonder inloggen. Meteen zes punten erbij."}},
        },
    },
    {
        .key = "nl-return", .unit = "nl", .owner = "sanne.devries", .kind = ASPIRATIONAL,
        .title = "Nederlandse klanten denken voor hun huis het eerst aan ons",
        .why = "We hebben de klanten. Ze kopen alleen de helft van hun huis ergens anders.",
        .ups = {{"return", CONTRIBUTES}},
        .key_results = {
            {INCREASE, "Klanten die in twee of meer categorieën kopen", "%", "30.6", "35",
             "30.9/6 31.4/6 32.2/7 32.7/7",
             {[2] = "Slaapkamer en keuken trekken elkaar nu mee."}},
            {INCREASE, "Spontane naamsbekendheid bij wonen", "%", "22", "27", "- 23/6 - 24/6",
             {[3] = "Maandelijkse meting, 1.200 mensen. De winst zit bij dertigers."}},
            {INCREASE, "Klanten die binnen 90 dagen opnieuw bestellen", "%", "37.4", "40",
             "37.6/6 38/6 38.3/6 38.7/6",
             {[3] = "Stijgt langzaam, maar zonder één kortingscode."}},
        },
    },
    {
        .key = "nl-local", .unit = "nl", .owner = "annemiek.bos", .kind = COMMITTED,
        .title = "Elke manager kent de marge van zijn eigen keuzes",
        .ups = {{"waste", SUPPORTS, 1}},
        .key_results = {
            {INCREASE, "Acties waarvan de marge vooraf is berekend", "%", "40", "95",
             "55/7 68/8 74/8 80/8",
             {[1] = "De helft van de acties viel af toen we vooraf rekenden. De omzet is niet "
                    "gedaald."}},
            {INCREASE, "Contributiemarge per order in Nederland", "EUR", "9.20", "9.80",
             "9.25/6 9.35/6 9.45/7 9.55/7"},
        },
    },
    {0},
    /* clang-format on */
};

const struct story_chapter story_nl = {{last, now}};
