/* SPDX-License-Identifier: Apache-2.0 */
/* The work behind the numbers, where units wrote it down; and the words that cut across units. */
#include "practice/example/story/story.h"

#define PLANNED INITIATIVE_STATE_PLANNED
#define DOING   INITIATIVE_STATE_DOING
#define DONE    INITIATIVE_STATE_DONE
#define STOPPED INITIATIVE_STATE_STOPPED

const struct story_initiative story_initiatives[] = {
    /* clang-format off */
    {"nl-delivery", 1, "kim.dejong", DOING, 27, 5, "Zaterdagronde van de derde vervoerder opnieuw afspreken"},
    {"nl-delivery", 1, "emre.yilmaz", DONE, 34, -10, "Late zaterdagronde bij twee vervoerders"},
    {"nl-delivery", 3, "rick.vanleeuwen", DOING, 25, 9, "Acht geleende scanners in gebruik nemen"},
    {"nl-delivery-green", 1, "emre.yilmaz", PLANNED, 11, 18, "Proef met fietskoeriers in Den Haag"},
    {"de-promise", 2, "jonas.brandt", DOING, 30, 12, "Second wave of Bavaria moves to Łódź"},
    {"de-promise", 3, "stefan.wolff", DONE, 36, -20, "Customers of large items are called the day before"},
    {"de-return", 1, "miriam.kessler", DOING, 10, 4, "Twenty calls to people who bought once"},
    {"de-return", 1, "miriam.kessler", STOPPED, 33, -14, "A third reminder by mail"},
    {"pl-cash", 2, "piotr.gorski", DOING, 38, 20, "Instant transfer by phone, with Checkout"},
    {"pl-marketing", 3, "tomasz.nowicki", DOING, 13, 16, "A month without the Friday letter"},
    {"pl-marketing", 1, "zofia.kaminska", DOING, 29, 6, "One room and one story in each letter"},
    {"focus", 2, "koen.jacobs", DOING, 31, 3, "Decisions of the board within two weeks, on a fixed day"},
    {"trust", 1, "bram.terhorst", DONE, 35, -12, "A talk after the second week, in every unit"},
    {"promise", 1, "ingrid.solheim", PLANNED, 8, 13, "Plan of the sale days, a week earlier than last time"},
    /* clang-format on */
};

const size_t story_initiative_count = sizeof(story_initiatives) / sizeof(story_initiatives[0]);

const struct story_tag story_tags[] = {
    /* clang-format off */
    {"Sale days",     TAG_TONE_ORANGE, {"promise", "sale-days", "planning", "platform"}},
    {"Last mile",     TAG_TONE_BLUE,   {"last-mile", "nl-delivery", "de-promise", "es-promise", "fr-promise"}},
    {"Second order",  TAG_TONE_VIOLET, {"return", "de-return", "nl-return", "pl-welcome", "nl-marketing"}},
    {"Payments",      TAG_TONE_TEAL,   {"checkout", "pl-cash", "risk"}},
    {"Lower energy",  TAG_TONE_GREEN,  {"waste", "tilburg-energy", "planet", "nl-delivery-green"}},
    {"People stay",   TAG_TONE_PINK,   {"trust", "people", "learning", "tech-people"}},
    /* clang-format on */
};

const size_t story_tag_count = sizeof(story_tags) / sizeof(story_tags[0]);
