/* SPDX-License-Identifier: Apache-2.0 */
/* One thing said in a chat, as the document that the chat's hook takes. */
#ifndef KOERS_MAIL_CARD_H
#define KOERS_MAIL_CARD_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

struct card_link {
    struct str label;
    struct str url;
};

struct card {
    struct str title;      /* the sentence */
    struct str text;       /* what was written; "no text": nothing */
    struct str foot;       /* why it came */
    struct card_link open; /* where it leads */
    struct card_link stop; /* ends messages of its kind; without a URL it is left out */
};

/* For an incoming webhook of Slack: blocks, with a text for notifications. In the arena. */
enum err card_slack(struct arena *arena, const struct card *card, struct str *out) MUST_USE;

/* For a workflow of Microsoft Teams that posts what it is sent: an Adaptive Card, 1.4. */
enum err card_teams(struct arena *arena, const struct card *card, struct str *out) MUST_USE;

#endif
