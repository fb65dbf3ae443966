/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/okr/starter.h"

#define COMMITTED    OBJECTIVE_KIND_COMMITTED
#define ASPIRATIONAL OBJECTIVE_KIND_ASPIRATIONAL

const struct starter starters_nl[STARTERS] = {
    /* clang-format off */
    {
        .name = "Klanten komen terug",
        .title = "Nieuwe klanten komen terug omdat hun eerste ervaring het waard was",
        .description = "Een klant winnen kost veel meer dan een klant behouden. Is de eerste ervaring goed, dan volgt de groei vanzelf.",
        .hint = "Kies één groep klanten en één moment dat bepaalt of ze terugkomen. Meet eerst wat ze doen, dan pas wat ze zeggen.",
        .kind = ASPIRATIONAL,
        .key_results = {
            {.title = "Nieuwe klanten die binnen het kwartaal nog eens kopen", .kind = KR_KIND_INCREASE, .unit = "%", .interim_day = 45,
             .hint = "Begin bij het aandeel van het laatste volle kwartaal. Het tussendoel voorkomt dat je tot het einde blijft hopen."},
            {.title = "Nieuwe klanten die ons zouden aanbevelen", .kind = KR_KIND_INCREASE, .unit = "punten",
             .hint = "Vraag het binnen een week na de eerste ervaring en noteer hoeveel mensen antwoordden."},
            {.title = "Eerste bestellingen die tot een vraag of klacht leiden", .kind = KR_KIND_DECREASE, .unit = "%",
             .hint = "Dit beweegt het eerst: daalt het halverwege het kwartaal nog niet, kijk dan opnieuw naar de oorzaak."},
        },
    },
    {
        .name = "Een belofte die we nakomen",
        .title = "Klanten kunnen op onze service rekenen, ook op de drukste dag",
        .description = "Mensen delen hun dag in naar wat wij beloven. Een belofte die we alleen op rustige dagen nakomen, is er geen.",
        .hint = "Een toegezegde doelstelling: wat er staat, zijn we verschuldigd. Kies de grenzen zo dat over een gemiste grens gepraat wordt, en spreek nu al af wie beslist als er een in gevaar komt.",
        .kind = COMMITTED,
        .key_results = {
            {.title = "Vragen die binnen de beloofde tijd beantwoord zijn", .kind = KR_KIND_AT_LEAST, .unit = "%",
             .hint = "Tel alle vragen van de week, niet een greep uit de goede. Kies ‘De slechtste’ als elke week telt."},
            {.title = "Storingen die klanten merken, per maand", .kind = KR_KIND_AT_MOST, .unit = "storingen",
             .hint = "Merken betekent: iemand buiten kon niet doen waarvoor die kwam."},
            {.title = "Tijd tot een storing voorbij is", .kind = KR_KIND_DECREASE, .unit = "minuten",
             .hint = "De mediaan van de maand, van het eerste teken tot klanten weer verder kunnen."},
        },
    },
    {
        .name = "Een verandering die beklijft",
        .title = "Collega’s werken liever op de nieuwe manier dan op de oude",
        .description = "Een verandering is geland als niemand meer terug wil, niet als het project voorbij is.",
        .hint = "Noem de verandering in de titel. De stappen laten zien of je op weg bent, de andere key results of het de moeite waard was.",
        .kind = ASPIRATIONAL,
        .key_results = {
            {.title = "Collega’s die elke week op de nieuwe manier werken", .kind = KR_KIND_INCREASE, .unit = "%", .interim_day = 42,
             .hint = "Lees het af aan het werk zelf, zoals aanmeldingen of afgeronde zaken, in plaats van ernaar te vragen."},
            {.title = "Collega’s die niet terug willen naar de oude manier", .kind = KR_KIND_INCREASE, .unit = "%",
             .hint = "Eén vraag, om de twee weken gesteld aan wie is overgestapt."},
            {.title = "De oude manier verdwijnt, eenheid voor eenheid", .kind = KR_KIND_MILESTONES,
             .hint = "Elke stap is iets wat anderen kunnen zien. Geef een stap die zwaarder is een hoger gewicht.",
             .steps = {{"De eerste eenheid werkt alleen nog op de nieuwe manier", 28}, {"De helft van de eenheden werkt alleen nog op de nieuwe manier", 56}, {"Niemand heeft de oude manier nog nodig", 84}}},
        },
    },
    {
        .name = "Mensen die blijven",
        .title = "Onze mensen doen hier hun beste werk en willen blijven",
        .description = "Wie vertrekt, neemt jaren aan kennis mee. Mensen blijven waar ze groeien, gehoord worden en hun werk kunnen afmaken.",
        .hint = "Kies de groep waar vertrek het meest pijn doet. Bespreek de cijfers met de mensen over wie ze gaan, vóór je ze publiceert.",
        .kind = ASPIRATIONAL,
        .key_results = {
            {.title = "Collega’s die zeggen hier hun beste werk te kunnen doen", .kind = KR_KIND_INCREASE, .unit = "%",
             .hint = "Een korte enquête met elke keer dezelfde vragen; in groepen van minder dan vijf is niemand herkenbaar."},
            {.title = "Collega’s die binnen hun eerste jaar vertrekken", .kind = KR_KIND_DECREASE, .unit = "%",
             .hint = "Van wie de afgelopen twaalf maanden begon. Dit beweegt langzaam: de enquête laat eerder zien welke kant het op gaat."},
            {.title = "Vacatures die iemand van binnen vervult", .kind = KR_KIND_INCREASE, .unit = "%",
             .hint = "Van alle vacatures die dit kwartaal vervuld zijn; zijn het er minder dan tien, tel dan mensen."},
        },
    },
    /* clang-format on */
};
