/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One message to one person by SMTP: text and HTML as alternatives, in UTF-8. The only folder that
 * knows libcurl, which does the talking, the encodings and STARTTLS.
 *
 *     TRY(mailer_open(&server, &mailer));
 *     enum mail_outcome outcome = mailer_send(mailer, &mail, why);
 *     mailer_close(mailer);
 *
 * A mailer keeps its connection from message to message. It belongs to one thread.
 */
#ifndef KOERS_MAIL_MAIL_H
#define KOERS_MAIL_MAIL_H

#include "base/arena.h"
#include "base/err.h"
#include "base/moment.h"
#include "base/str.h"

#define MAIL_WHY_MAX   300U
#define MAIL_TIMEOUT_S 20L /* of one message, connecting included */

enum mail_tls {
    MAIL_TLS_REQUIRED, /* STARTTLS or smtps:, with a certificate that holds */
    MAIL_TLS_OFFERED,  /* where the server offers it */
    MAIL_TLS_NONE,
};

/* The server that takes our mail. Texts are borrowed for as long as the mailer lives. */
struct mail_server {
    const char *url;  /* smtp://HOST:587 or smtps://HOST */
    const char *user; /* NULL: without signing in */
    const char *password;
    const char *ca_path; /* PEM; NULL: the system's */
    struct str from;     /* "Koers <koers@example.org>" */
    enum mail_tls tls;
};

struct mail {
    struct str to; /* an address */
    struct str subject;
    struct str text;
    struct str html;       /* "no text": none */
    struct str stop_url;   /* List-Unsubscribe, with one-click POST (RFC 8058); "no text": none */
    struct str message_id; /* what stands before the @ */
    usec_t at;             /* Date */
};

enum mail_outcome {
    MAIL_SENT,        /* the server answered 250: it is theirs now */
    MAIL_LATER,       /* this message did not go; another may, and this one later */
    MAIL_NEVER,       /* this message will never go: a bad address, 5xx */
    MAIL_UNREACHABLE, /* no message will go now: no connection, no greeting, sign-in refused */
};

struct mailer;

/* ERR_INVALID for a `from` that is no address, ERR_MEMORY. */
enum err mailer_open(const struct mail_server *server, struct mailer **out) MUST_USE;
void mailer_close(struct mailer *mailer); /* NULL is accepted */

/* Sends and waits for the answer. `why` (MAIL_WHY_MAX bytes) gets one line of UTF-8 unless it was
 * sent. */
enum mail_outcome mailer_send(struct mailer *mailer, const struct mail *mail, char *why);

/* Makes one line of UTF-8 of whatever a server said, in place. */
void mail_why_tidy(char *why);

#endif
