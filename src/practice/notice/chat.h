/* SPDX-License-Identifier: Apache-2.0 */
/* What goes to somebody's chat program: one document for one notice. */
#ifndef KOERS_NOTICE_CHAT_H
#define KOERS_NOTICE_CHAT_H

#include "gen/notice.h"
#include "mail/card.h"
#include "model/call.h"

/* Puts a card into the outbox for a hook. `unique_key` as in struct letter. */
enum err chat_send(struct call *call, const struct chat_hook *hook, const struct card *card,
                   struct str unique_key) MUST_USE;

#endif
