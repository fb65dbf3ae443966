/* SPDX-License-Identifier: Apache-2.0 */
/* The teams of Talverno Nederland in the running quarter. */
#include "practice/example/story/story.h"

static const struct story_objective last[] = {
    /* clang-format off */
    {
        .key = "nl-delivery", .unit = "nl-delivery", .owner = "daan.visser", .kind = COMMITTED,
        .title = "De klant weet altijd waar zijn pakket is",
        .ups = {{"nl-promise", SUPPORTS, 2}},
        .key_results = {
            {INCREASE, "Pakketten met een bezorgmoment van hoogstens twee uur", "%", "58", "75",
             "58/6 61/6 66/7 70/7 73/8 76/8",
             {[5] = "Eén punt boven het doel; de vervoerders leveren nu zelf hun tijdvakken aan."}},
            {DECREASE, "Pakketten zonder scan in de laatste 24 uur", "%", "4.8", "2.5",
             "4.8/6 4.5/6 4/6 3.4/7 2.9/7 2.6/7",
             {[5] = "Bijna. Eén depot scant nog steeds met de hand; volgend kwartaal pakken we "
                    "dat aan."}},
        },
    },
    {
        .key = "nl-marketing", .unit = "nl-marketing", .owner = "femke.vandijk",
        .kind = ASPIRATIONAL,
        .title = "Onze berichten zijn zo nuttig dat klanten ze missen als ze er niet zijn",
        .ups = {{"nl-return", SUPPORTS}},
        .key_results = {
            {INCREASE, "Lezers die doorklikken vanuit een bericht", "%", "3.1", "4.5",
             "3.1/6 3.2/6 3.6/6 3.9/6 4/7 4.1/7",
             {[5] = "Bijna, met de helft van de berichten. Daar ben ik trots op."}},
            {DECREASE, "Afmeldingen", "per 1.000 berichten", "3.4", "2",
             "3.4/6 3.1/6 2.8/7 2.5/7 2.3/7 2.2/7",
             {[3] = "Minder vaak sturen hielp meer dan beter schrijven."}},
        },
    },
    {0},
    /* clang-format on */
};

static const struct story_objective now[] = {
    /* clang-format off */
    {
        .key = "nl-marketing", .unit = "nl-marketing", .owner = "femke.vandijk",
        .kind = ASPIRATIONAL,
        .title = "Nieuwe klanten voelen zich vanaf de eerste week thuis",
        .why = "De eerste dertig dagen beslissen. Nu krijgt een nieuwe klant in die tijd zeven "
               "aanbiedingen en geen enkel antwoord op de vraag: wat kan ik hier nog meer?",
        .ups = {{"nl-return", CONTRIBUTES, 0, 50}},
        .key_results = {
            {INCREASE, "Nieuwe klanten met een tweede bestelling binnen 30 dagen",
             "%", "14.5", "19", "14.8/6 15.4/6 16/7 16.6/7",
             {[3] = "De kamermail op dag drie doet het beter dan alle "
                    "aanbiedingen samen."}, "tim.hendriks"},
            {INCREASE, "Nieuwe klanten die een ruimte in hun huis aanmaken", "%", "6", "20",
             "7/6 9/6 11.5/6 13/7",
             {[2] = "De vraag 'welke kamer eerst?' staat nu op de bedankpagina."}},
            {DECREASE, "Kosten per nieuwe klant", "EUR", "21", "17", "20.8/6 20/6 19.4/6 19/6",
             {[2] = "Twee kanalen uitgezet: de kosten dalen, de instroom "
                    "blijft gelijk."}, "yasmine.bouzid"},
        },
    },
    {
        .key = "nl-range", .unit = "nl-range", .owner = "pieter.smeets", .kind = ASPIRATIONAL,
        .title = "Klanten vinden bij ons de kamer, niet alleen het artikel",
        .ups = {{"nl-return", SUPPORTS, 1}},
        .key_results = {
            {INCREASE, "Bestellingen met artikelen uit één samengestelde kamer", "%", "4", "10",
             "4.2/5 4.9/5 5.6/6 6/6",
             {[3] = "Kamers met vijf artikelen werken; kamers met twaalf "
                    "bekijkt iedereen en koopt niemand."}, "lotte.vermeulen"},
            {DECREASE, "Artikelen die een half jaar niet zijn verkocht",
             "% van het assortiment", "19.5", "15", "19.3/6 18.4/6 17.8/6 17.3/6",
             {[3] = "Tuin is klaar. Verlichting is lastiger: daar is iedereen gehecht aan zijn "
                    "eigen lampen."}},
            {INCREASE, "Voorraad beschikbaar op de honderd meest gezochte artikelen",
             "%", "93.5", "98", "94/7 94.8/7 95.5/7 96/7",
             {[2] = "De leverancier van dekbedden levert nu elke week in plaats "
                    "van elke maand."}, "sander.mol"},
        },
    },
    {
        .key = "nl-care", .unit = "nl-care", .owner = "nadia.benali", .kind = COMMITTED,
        .title = "Een probleem meld je bij ons maar één keer",
        .why = "Niemand is boos omdat er iets misgaat. Mensen worden boos als ze het drie keer "
               "moeten uitleggen.",
        .ups = {{"nl-return", SUPPORTS}, {"nl-promise", SUPPORTS, 2}},
        .key_results = {
            {INCREASE, "Vragen die in één contact zijn opgelost", "%", "78.2", "84",
             "78.9/8 80/8 81/8 82/8",
             {[3] = "Medewerkers mogen zelf een vervangend artikel sturen. Dat scheelt één op de "
                    "vijf terugbelverzoeken."}},
            {DECREASE, "Klanten die binnen een week opnieuw bellen", "%", "12.6", "8",
             "12/7 11/7 10.2/8 9.6/8",
             {[1] = "Joris belt met zijn ploeg elke avond tien klanten van "
                    "gisteren na. Dat leert ons het meest."}, "joris.peeters"},
            {AT_LEAST, "Waardering van het contact", "van 10", "7", "8.2", "8/7 8.1/7 8.3/8 8.3/8",
             {[2] = "Blijft stabiel, ook in de drukste week."}},
        },
    },
    {
        .key = "nl-care-once", .unit = "nl-care", .owner = "nadia.benali", .kind = ASPIRATIONAL,
        .draft = true,
        .title = "Wie naar zijn pakket vraagt, spreekt meteen iemand die het weet",
        .why = "Eén op de drie vragen gaat over bezorging, en de helft daarvan verbinden we door.",
        .key_results = {
            {INCREASE, "Bezorgvragen beantwoord zonder doorverbinden", "%", "52", "80", ""},
            {DECREASE, "Wachttijd van wie wordt doorverbonden, mediaan", "minuten", "6", "2", ""},
        },
    },
    {
        .key = "nl-care-know", .unit = "nl-care", .owner = "eva.schouten", .kind = ASPIRATIONAL,
        .title = "Klanten vinden het antwoord voordat ze ons hoeven te vragen",
        .ups = {{"nl-care", SUPPORTS}},
        .key_results = {
            {INCREASE, "Bezoekers van de hulppagina's die geen contact meer opnemen",
             "%", "63", "75", "63.5/6 66/6 67.5/6 69/7",
             {[2] = "De woorden waarmee klanten zoeken staan nu letterlijk in de titels."}},
            {DECREASE, "Artikelen in de kennisbank die ouder zijn dan een jaar", "%", "41", "10",
             "38/7 30/7 24/7 19/8",
             {[3] = "Elke vrijdagmiddag tien artikelen. Het gaat inmiddels vanzelf."}},
        },
    },
    {
        .key = "nl-delivery", .unit = "nl-delivery", .owner = "daan.visser", .kind = COMMITTED,
        .title = "Ook op zaterdag en na zessen komt de bezorger als hij het zegt",
        .why = "Doordeweeks overdag zitten we op 97 %. Op zaterdag en 's avonds op 88 %. Daar wint "
               "of verliest Nederland zijn belofte, en daar staan de meeste mensen voor de deur.",
        .with = "last-mile",
        .co_owner = "kim.dejong",
        .ups = {{"nl-promise", CONTRIBUTES}, {"last-mile", SUPPORTS}},
        .key_results = {
            {INCREASE, "Leverbelofte gehouden op zaterdag", "%", "88", "95",
             "88.4/7 89.5/7 90/6 90.2/5b",
             {[1] = "Twee vervoerders rijden nu ook de late zaterdagronde.",
              [3] = "De derde vervoerder zegt half werk te leveren. Gesprek staat voor "
                    "donderdag."}},
            {INCREASE, "Leverbelofte gehouden na zes uur 's avonds", "%", "87.5", "95",
             "88/7 89.4/7 91/8 92/8",
             {[2] = "Is een adres lastig, dan belt de avondploeg voor de rit begint. Klein, en "
                    "het werkt."}},
            {DECREASE, "Pakketten zonder scan in de laatste 24 uur", "%", "2.6", "1",
             "2.5/6 2.4/6 2.3/4 2.2/4",
             {[2] = "Het handscannende depot krijgt zijn scanners pas over vier weken, niet nu.",
              [3] = "Zolang de scanners er niet zijn, komt hier weinig bij. "
                    "Geblokkeerd door Transport."}, "rick.vanleeuwen"},
            {DECREASE, "Kosten per bezorgd pakket", "EUR", "4.12", "3.95",
             "4.11/7 4.08/7 4.05/7 4.03/7",
             {[3] = "Minder tweede pogingen, dus vanzelf goedkoper."}, "emre.yilmaz"},
        },
    },
    {
        .key = "nl-delivery-green", .unit = "nl-delivery", .owner = "daan.visser",
        .kind = ASPIRATIONAL,
        .title = "Onze bezorging hoor en ruik je niet meer in de stad",
        .ups = {{"waste", SUPPORTS, 3}, {"planet", SUPPORTS}},
        .key_results = {
            {INCREASE, "Pakketten zonder uitstoot bezorgd in de tien grootste steden",
             "%", "41", "70", "42/6 47/6 51/6 55/7",
             {[3] = "Utrecht en Groningen zijn helemaal elektrisch. Den Haag wacht op een "
                    "laadplein."}},
            {INCREASE, "Bestellingen die in één zending aankomen", "%", "74", "82",
             "74.3/6 75.2/6 76/6 76.8/6",
             {[2] = "Klanten kiezen voor samen bezorgen als we laten zien welke "
                    "dag het dan wordt."}, "kim.dejong"},
        },
    },
    {0},
    /* clang-format on */
};

const struct story_chapter story_nl_team = {{last, now}};
