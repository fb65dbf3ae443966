/* SPDX-License-Identifier: Apache-2.0 */
#include "koers/sender.h"

#include <stddef.h>
#include <stdio.h>
#include <time.h>

#include "base/log.h"
#include "base/thread.h"
#include "base/wait.h"
#include "db/db.h"
#include "mail/header.h"
#include "mail/hook.h"
#include "model/call.h"
#include "practice/record/outbox.h"

#define SENDER_PAUSE_S     2
#define SENDER_PAUSE_BAD_S 30 /* while the mail server is out of reach */
#define SETTLE_PAUSE_S     1
#define HOLDER_MAX         100U

/* One claim and its messages, from taking to the last one settled. */
struct claim {
    struct db_work work;
    struct sender *sender;
    struct arena arena; /* the claimed rows */
    struct arena settling;
    char holder[HOLDER_MAX];
    usec_t taken; /* monotonic */
    struct outbox_list rows;
    bool mails; /* mails may be among them */
    bool waits;

    /* What is settled now. */
    const struct outbox *row;
    enum mail_outcome outcome;
    char why[MAIL_WHY_MAX];
    bool dead;
    bool settled;
};

static struct claim *
claim_of(struct db_work *work)
{
    return (struct claim *)(void *)((char *)work - offsetof(struct claim, work));
}

static struct call
call_begin(struct arena *arena, struct conn *conn)
{
    arena_clear(arena);
    return (struct call){.arena = arena, .conn = conn, .now = time_now()};
}

static enum err
run_look(struct db_work *work, struct conn *conn)
{
    struct claim *claim = claim_of(work);
    struct call call = call_begin(&claim->arena, conn);

    return outbox_waits(&call, claim->mails, &claim->waits);
}

static enum err
run_claim(struct db_work *work, struct conn *conn)
{
    struct claim *claim = claim_of(work);
    struct call call = call_begin(&claim->arena, conn);

    return outbox_claim(&call, str_from(claim->holder), claim->mails, &claim->rows);
}

static enum err
run_settle(struct db_work *work, struct conn *conn)
{
    struct claim *claim = claim_of(work);
    struct call call = call_begin(&claim->settling, conn);
    struct str holder = str_from(claim->holder);

    claim->dead = false;
    if (claim->outcome == MAIL_SENT)
        return outbox_settle_sent(&call, holder, claim->row->id);
    if (claim->outcome == MAIL_UNREACHABLE)
        return outbox_settle_waits(&call, holder, claim->row, str_from(claim->why),
                                   SENDER_PAUSE_BAD_S * USEC_PER_SEC);
    return outbox_settle_failed(&call, holder, claim->row, str_from(claim->why),
                                claim->sender->pause_first, claim->outcome == MAIL_NEVER,
                                &claim->dead);
}

static enum err
run_let_go(struct db_work *work, struct conn *conn)
{
    struct claim *claim = claim_of(work);
    struct call call = call_begin(&claim->settling, conn);

    return outbox_let_go(&call, str_from(claim->holder), claim->settled ? 0 : claim->row->id);
}

static enum err
write_claim(struct claim *claim, enum err (*run)(struct db_work *work, struct conn *conn))
{
    claim->work = (struct db_work){.run = run, .settled = true};
    enum err err = db_run_write(claim->sender->db, &claim->work);
    if (err != OK)
        log_line(LOG_WARNING, "outbox_failed", log_str("error", str_from(err_name(err))),
                 log_str("why", str_from(claim->work.why)));
    return err;
}

static enum mail_outcome
send_mail(struct claim *claim, const struct outbox *row)
{
    struct sender *sender = claim->sender;
    struct mail mail = {
        .to = row->address,
        .subject = row->subject,
        .text = row->body,
        .html = row->html,
        .stop_url = row->stop_url,
        .message_id = row->message_id,
        .at = row->created_at,
    };

    if (!sender_mails(sender)) {
        snprintf(claim->why, MAIL_WHY_MAX, "This server has no smtp_url.");
        return MAIL_UNREACHABLE;
    }
    if (sender->mailer == NULL && mailer_open(&sender->server, &sender->mailer) != OK)
        return MAIL_LATER;
    return mailer_send(sender->mailer, &mail, claim->why);
}

static enum mail_outcome
send_hook(struct claim *claim, const struct outbox *row)
{
    arena_clear(&claim->settling);
    if (hook_allowed(&claim->settling, claim->sender->chat_hosts, row->address))
        return hook_post(&claim->settling, row->address, row->body, claim->why);
    snprintf(claim->why, MAIL_WHY_MAX, "chat_hosts does not name this host.");
    return MAIL_NEVER;
}

/* What is logged of a message: never to whom, which the words of the other side may name. */
static void
log_outcome(const struct claim *claim)
{
    static const char *const word[] = {
        [MAIL_SENT] = "sent",
        [MAIL_LATER] = "later",
        [MAIL_NEVER] = "refused",
        [MAIL_UNREACHABLE] = "unreachable",
    };

    struct str said;
    struct str why = str_cut(str_from(claim->why), ';', &said);

    log_line(claim->outcome == MAIL_SENT ? LOG_INFO : LOG_WARNING, "message",
             log_int("id", claim->row->id), log_str("channel", claim->row->channel),
             log_str("outcome", str_from(claim->dead ? "dead" : word[claim->outcome])),
             log_str("why", claim->outcome == MAIL_UNREACHABLE ? why : STR("")));
}

static bool
is_stopping(struct sender *sender)
{
    pthread_mutex_lock(&sender->lock);
    bool stopping = sender->stopping;
    pthread_mutex_unlock(&sender->lock);
    return stopping;
}

/* Until the claim has run out: what went and is not marked so would go again. */
static void
settle(struct claim *claim)
{
    const struct timespec pause = {.tv_sec = SETTLE_PAUSE_S};

    claim->settled = write_claim(claim, run_settle) == OK;
    while (!claim->settled && !is_stopping(claim->sender) &&
           time_monotonic() - claim->taken < OUTBOX_CLAIM_SPAN) {
        (void)nanosleep(&pause, NULL);
        claim->settled = write_claim(claim, run_settle) == OK;
    }
}

/* Mails wait while the mail server is out of reach; what goes elsewhere does not. */
static void
note_reach(struct sender *sender, bool reached)
{
    sender->unreachable = !reached;
    if (!reached)
        sender->mails_from = time_monotonic() + SENDER_PAUSE_BAD_S * USEC_PER_SEC;
}

/* Sends one and settles it. False when the others of the claim must wait. */
static bool
send_one(struct claim *claim, const struct outbox *row)
{
    bool mail = str_eq(row->channel, STR("mail"));

    claim->row = row;
    claim->why[0] = '\0';
    claim->outcome = mail ? send_mail(claim, row) : send_hook(claim, row);
    settle(claim);
    bool reached = claim->outcome != MAIL_UNREACHABLE;
    if (reached || !claim->sender->unreachable)
        log_outcome(claim);
    if (mail)
        note_reach(claim->sender, reached);
    return reached && claim->settled;
}

/* Would sending one more outlast the claim? Then another server might be sending it too. */
static bool
has_time(const struct claim *claim)
{
    usec_t spent = time_monotonic() - claim->taken;

    return spent + MAIL_TIMEOUT_S * USEC_PER_SEC + 5 * USEC_PER_SEC < OUTBOX_CLAIM_SPAN;
}

/* Sends what was claimed; what there is no time for is let go. */
static void
send_claimed(struct claim *claim)
{
    size_t sent = 0;

    while (sent < claim->rows.count && has_time(claim) && !is_stopping(claim->sender) &&
           send_one(claim, &claim->rows.items[sent]))
        sent++;
    if (sent < claim->rows.count)
        (void)write_claim(claim, run_let_go);
}

/* One round: true when it is worth to go on at once. */
static bool
run_round(struct sender *sender)
{
    struct claim claim = {
        .sender = sender, .settled = true, .mails = time_monotonic() >= sender->mails_from};

    arena_init(&claim.arena, ARENA_CEILING_USUAL);
    arena_init(&claim.settling, ARENA_CEILING_USUAL);
    snprintf(claim.holder, sizeof(claim.holder), "%s-%lld", sender->name,
             (long long)++sender->claims);
    claim.work = (struct db_work){.run = run_look};
    if (db_run_read(sender->db, &claim.work) == OK && claim.waits) {
        claim.taken = time_monotonic();
        if (write_claim(&claim, run_claim) == OK)
            send_claimed(&claim);
    }
    arena_release(&claim.settling);
    arena_release(&claim.arena);
    return claim.rows.count > 0;
}

/* False when it is time to end. */
static bool
pause_until_next(struct sender *sender)
{
    const usec_t until = time_monotonic() + SENDER_PAUSE_S * USEC_PER_SEC;

    pthread_mutex_lock(&sender->lock);
    while (!sender->stopping && wait_until(&sender->wake, &sender->lock, until))
        continue;
    bool goes_on = !sender->stopping;
    pthread_mutex_unlock(&sender->lock);
    return goes_on;
}

/* The connection to the mail server is given up in every pause. */
static void *
sender_thread(void *arg)
{
    struct sender *sender = arg;

    do {
        while (!is_stopping(sender) && run_round(sender))
            continue;
        mailer_close(sender->mailer);
        sender->mailer = NULL;
    } while (pause_until_next(sender));
    return NULL;
}

static enum err
read_tls(const char *text, enum mail_tls *out)
{
    static const char *const words[] = {
        [MAIL_TLS_REQUIRED] = "required", [MAIL_TLS_OFFERED] = "offered", [MAIL_TLS_NONE] = "none"};

    for (unsigned i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (strcmp(text, words[i]) == 0) {
            *out = (enum mail_tls)i;
            return OK;
        }
    fprintf(stderr, "koers: smtp_tls must be required, offered or none, not \"%s\"\n", text);
    return ERR_INVALID;
}

/* The password itself, or the first line of its file. */
static enum err
read_password(const struct config *config, const char **out)
{
    char line[300];
    const char *path = config_text(config, "smtp_password_file");

    *out = config_text(config, "smtp_password");
    if (path == NULL)
        return OK;
    FILE *file = fopen(path, "re");
    bool read = file != NULL && fgets(line, sizeof(line), file) != NULL;
    if (file != NULL)
        fclose(file);
    if (!read) {
        fprintf(stderr, "koers: smtp_password_file: cannot read %s\n", path);
        return ERR_NOT_FOUND;
    }
    line[strcspn(line, "\r\n")] = '\0';
    *out = str_cstr(config->arena, str_from(line));
    return *out != NULL ? OK : ERR_MEMORY;
}

static enum err
read_from(const struct config *config, struct str *out)
{
    struct str name;
    struct str address;

    *out = str_from(config_text(config, "mail_from"));
    if (!str_is_null(*out) && header_split(*out, &name, &address) == OK)
        return OK;
    fprintf(stderr, "koers: smtp_url is set, so mail_from must say whom mail is from, such as "
                    "Koers <koers@example.org>\n");
    return ERR_INVALID;
}

static enum err
read_server(const struct config *config, struct mail_server *out)
{
    *out = (struct mail_server){
        .url = config_text(config, "smtp_url"),
        .user = config_text(config, "smtp_user"),
        .ca_path = config_text(config, "smtp_ca"),
    };
    if (out->url == NULL)
        return OK;
    if (strncmp(out->url, "smtp://", 7) != 0 && strncmp(out->url, "smtps://", 8) != 0) {
        fprintf(stderr, "koers: smtp_url must begin with smtp:// or smtps://, not \"%s\"\n",
                out->url);
        return ERR_INVALID;
    }
    if (config_text(config, "public_url") == NULL) {
        fprintf(stderr, "koers: smtp_url is set, so public_url must say where links of mail "
                        "lead, such as https://koers.example.org\n");
        return ERR_INVALID;
    }
    TRY(read_tls(config_text(config, "smtp_tls"), &out->tls));
    TRY(read_password(config, &out->password));
    return read_from(config, &out->from);
}

enum err
sender_setup(struct sender *sender, struct db *db, const struct config *config)
{
    *sender = (struct sender){
        .db = db,
        .pause_first = config_number(config, "mail_retry_s") * USEC_PER_SEC,
    };
    holder_name(sender->name);
    /* A chat needs links that lead somewhere, which nobody can guess. */
    if (config_text(config, "public_url") != NULL)
        sender->chat_hosts = str_from(config_text(config, "chat_hosts"));
    return read_server(config, &sender->server);
}

bool
sender_mails(const struct sender *sender)
{
    return sender->server.url != NULL;
}

enum err
sender_start(struct sender *sender)
{
    pthread_mutex_init(&sender->lock, NULL);
    wait_init(&sender->wake);
    return thread_start(&sender->thread, "mail", sender_thread, sender);
}

void
sender_stop(struct sender *sender)
{
    pthread_mutex_lock(&sender->lock);
    sender->stopping = true;
    pthread_cond_signal(&sender->wake);
    pthread_mutex_unlock(&sender->lock);
    pthread_join(sender->thread, NULL);
    pthread_cond_destroy(&sender->wake);
    pthread_mutex_destroy(&sender->lock);
}
