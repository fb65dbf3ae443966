/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Mentions: "@[12]" in the words of a comment speaks to person 12. The number, not the name, stands
 * in the text, so that it is always shown by the name the person has now, and by none when it was
 * erased.
 */
#ifndef KOERS_COLLABORATION_MENTION_H
#define KOERS_COLLABORATION_MENTION_H

#include "gen/collaboration.h"
#include "model/call.h"

#define MENTIONS_MAX 20 /* in one comment */

/* The people a text mentions, each once. */
enum err mentions_in(struct call *call, struct str body, struct id_list *out) MUST_USE;

/* Notes a fault of /body for everyone who cannot be told: who is nobody, cannot sign in, or may not
 * read what the comment is about. Those among `before` were checked when they were mentioned. */
enum err mentions_check(struct call *call, const struct comment *comment,
                        const struct id_list *mentioned, const struct id_list *before) MUST_USE;

#endif
