/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One JSON document POSTed to a chat's hook. Where it may go is the administrator's list: https to
 * a host that is named there, and nowhere a redirection would lead.
 */
#ifndef KOERS_MAIL_HOOK_H
#define KOERS_MAIL_HOOK_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "mail/mail.h"

/* Does the list ("hooks.slack.com, *.logic.azure.com") let us post to this URL? A star stands for
 * one or more labels. Only https; "http://127.0.0.1:PORT" in the list, for tests, is taken as it
 * is. */
bool hook_allowed(struct arena *arena, struct str allowed, struct str url);

/* Where a URL leads, as libcurl reads it: the rest of a hook's address is its key. With the port
 * where that is not the usual one; "" when it is no URL. In the arena. */
struct str hook_host(struct arena *arena, struct str url);

/* Posts and waits; outcomes and `why` as of mailer_send(). Whether it may go there the caller has
 * asked. */
enum mail_outcome hook_post(struct arena *arena, struct str url, struct str json, char *why);

#endif
