/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Pages that a link in a message leads to: one thing to do, without signing in and without
 * JavaScript. The link is signed (sign.h); who holds it is whom the message was for. Looking
 * changes nothing, only the button does, since mail programs look at links by themselves.
 */
#ifndef KOERS_NOTICE_LEAF_H
#define KOERS_NOTICE_LEAF_H

#include "gen/access.h"
#include "model/call.h"

/* What was typed; "no text" where nothing came. */
struct leaf_form {
    struct str value;
    struct str confidence;
    struct str note;
    struct str count; /* of check-ins when the form was shown */
};

/* What stands in the page. */
struct leaf {
    enum language language;
    struct str title;
    struct str body; /* HTML inside of <main> */
    int status;
};

/* Asks whether notices of a kind shall end; then ends them. Both answer a page also for a link that
 * nobody signed. */
enum err leaf_stop(struct call *call, struct str token, struct leaf *out) MUST_USE;
enum err leaf_stop_now(struct call *call, struct str token, struct leaf *out) MUST_USE;

/* Shows the form for one check-in; then gives it. */
enum err leaf_check_in(struct call *call, struct str token, struct leaf *out) MUST_USE;
enum err leaf_check_in_now(struct call *call, struct str token, const struct leaf_form *form,
                           struct leaf *out) MUST_USE;

#endif
