/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Sends what lies in the outbox: a thread that claims some messages, sends them outside of any
 * transaction and settles each. Every server of a database may run one; a message goes once
 * (doc/decision/0180).
 */
#ifndef KOERS_KOERS_SENDER_H
#define KOERS_KOERS_SENDER_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/moment.h"
#include "koers/config.h"
#include "koers/holder.h"
#include "mail/mail.h"

struct db;

struct sender {
    struct db *db;
    struct mail_server server; /* no url: no mail is sent */
    struct mailer *mailer;     /* open while it works */
    struct str chat_hosts;     /* where chats may be posted to; "no text": there are none */
    usec_t pause_first;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool stopping;
    char name[HOLDER_NAME_MAX]; /* this process, among the servers of one database */
    int64_t claims;             /* so that no two claims have the same holder */
    atomic_bool unreachable;    /* the mail server; said once in the log, until a mail goes again */
    usec_t mails_from;          /* monotonic: no mail is tried before */
};

/* Reads the settings; a fault is said on standard error. */
enum err sender_setup(struct sender *sender, struct db *db, const struct config *config) MUST_USE;

/* Is there a mail server to give mail to? */
bool sender_mails(const struct sender *sender);

/* Starts the thread. The sender must stay where it is until sender_stop(). */
enum err sender_start(struct sender *sender) MUST_USE;
void sender_stop(struct sender *sender);

#endif
