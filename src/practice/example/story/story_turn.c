/* SPDX-License-Identifier: Apache-2.0 */
/* What else happened: second thoughts, things given up, people who come and go. */
#include "practice/example/story/story.h"

const struct story_turn story_turns[] = {
    /* clang-format off */
    {TURN_REWORD, QUARTER_LAST, -7, "farah.elamrani", "waste", 0,
     "Less of every euro gets lost between order and doorstep"},
    {TURN_TARGET, QUARTER_LAST, 9, "gert.wagemakers", "tilburg", 2, "13"},
    {TURN_DROP, QUARTER_LAST, 53, "claire.vasseur", "voucher", 0,
     "Half of the vouchers went to people who were about to order anyway. We stop here, and give "
     "the money to better packing of fragile things."},
    {TURN_WEIGHT, QUARTER_LAST, 15, "katrin.lehmann", "de-promise", 1, "200"},
    {TURN_MERGE_UNIT, QUARTER_LAST, 42, "robin.degroot", "mobile-web", 0,
     "Two teams built the same screens twice. From now on one team builds them for every device.",
     "app"},

    {TURN_AWAY, QUARTER_NOW, 44, "tomasz.nowicki", "tomasz.nowicki", 0, "zofia.kaminska"},
    {TURN_AWAY, QUARTER_NOW, 47, "stefan.wolff", "stefan.wolff", 0, NULL},
    {TURN_DELEGATE, QUARTER_NOW, 9, "marijke.hoekstra", "marijke.hoekstra", 0, "lucia.moreno"},
    {TURN_DELEGATE, QUARTER_NOW, 10, "jonas.brandt", "jonas.brandt", 0, "katrin.lehmann"},
    {TURN_CADENCE, QUARTER_NOW, 2, "farah.elamrani", "marketplace", 0, "21"},
    {TURN_CLOSE_UNIT, QUARTER_NOW, 8, "robin.degroot", "drop-ship", 0, NULL},
    {TURN_MOVE, QUARTER_NOW, 4, "farah.elamrani", "iris.vanveen", 0, "partners"},
    {TURN_LEAVE, QUARTER_NOW, 7, "robin.degroot", "matteo.ricci", 0, NULL},
    {TURN_REWORD, QUARTER_NOW, -1, "wouter.kuipers", "nl-delivery", 0,
     "Ook op zaterdag en in de avond komt de bezorger wanneer hij het zegt"},
    {TURN_REWORD, QUARTER_NOW, 3, "zofia.kaminska", "pl-welcome", 0,
     "A first order feels like the start of a home"},
    {TURN_WEIGHT, QUARTER_NOW, 10, "marijke.hoekstra", "focus", 1, "150"},
    {TURN_TARGET, QUARTER_NOW, 16, "nuria.ferrer", "es-promise", 2, "10"},
    {TURN_TARGET, QUARTER_NOW, 31, "tessa.brouwer", "search", 3, "240"},
    {TURN_ARCHIVE, QUARTER_NOW, 17, "chiara.bianchi", "reports", 0,
     "Says the same as our objective on one answer to one question; its key result moved there."},
    {TURN_DROP_KEY_RESULT, QUARTER_NOW, 32, "sara.eriksen", "pricing", 4,
     "Three tests say that nobody reads it. The two weeks it would cost go to losses."},
    {TURN_DROP, QUARTER_NOW, 46, "sofia.lindgren", "loyalty", 0,
     "The slow payment page costs more customers than this could win. We mend that first and "
     "propose this again for the next quarter."},
    /* clang-format on */
};

const size_t story_turn_count = sizeof(story_turns) / sizeof(story_turns[0]);
