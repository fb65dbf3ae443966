/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/mail.h"

#include <curl/curl.h>
#include <stdio.h>

#include "mail/header.h"

#define MAILER_ARENA_MAX   (1U << 20)
#define CONNECT_TIMEOUT_MS 10000L
#define SAID_MAX           200U

struct mailer {
    struct arena own;   /* the mailer itself, and what lives as long */
    struct arena arena; /* one message */
    CURL *curl;
    struct mail_server server;
    struct str from_name;
    struct str from_address;
};

static enum err
connect_options(struct mailer *mailer)
{
    static const long tls[] = {
        [MAIL_TLS_REQUIRED] = CURLUSESSL_ALL,
        [MAIL_TLS_OFFERED] = CURLUSESSL_TRY,
        [MAIL_TLS_NONE] = CURLUSESSL_NONE,
    };
    const struct mail_server *server = &mailer->server;
    CURL *curl = mailer->curl;

    curl_easy_setopt(curl, CURLOPT_URL, server->url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_USE_SSL, tls[server->tls]);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_TIMEOUT_MS);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, MAIL_TIMEOUT_S);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    if (server->ca_path != NULL)
        curl_easy_setopt(curl, CURLOPT_CAINFO, server->ca_path);
    if (server->user != NULL)
        curl_easy_setopt(curl, CURLOPT_USERNAME, server->user);
    if (server->password != NULL)
        curl_easy_setopt(curl, CURLOPT_PASSWORD, server->password);
    const char *sender = str_fmt(&mailer->own, "<%.*s>", STR_FMT(mailer->from_address)).ptr;
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, sender);
    return arena_failed(&mailer->own);
}

enum err
mailer_open(const struct mail_server *server, struct mailer **out)
{
    struct arena own;
    struct str name;
    struct str address;

    TRY(header_split(server->from, &name, &address));
    arena_init(&own, MAILER_ARENA_MAX);
    struct mailer *mailer = arena_new(&own, struct mailer);
    CURL *curl = mailer != NULL ? curl_easy_init() : NULL;
    if (curl == NULL) {
        arena_release(&own);
        return ERR_MEMORY;
    }
    *mailer = (struct mailer){
        .own = own, .curl = curl, .server = *server, .from_name = name, .from_address = address};
    arena_init(&mailer->arena, ARENA_CEILING_USUAL);
    enum err err = connect_options(mailer);
    if (err == OK)
        *out = mailer;
    else
        mailer_close(mailer);
    return err;
}

void
mailer_close(struct mailer *mailer)
{
    if (mailer == NULL)
        return;
    struct arena own = mailer->own;
    curl_easy_cleanup(mailer->curl);
    arena_release(&mailer->arena);
    arena_release(&own);
}

/* What is noted while a message is put together; `failed` where memory ran out. */
struct lines {
    struct arena *arena;
    struct curl_slist *list;
    bool failed;
};

static void
line_add(struct lines *lines, const char *name, const char *value)
{
    const char *line = value != NULL ? str_fmt(lines->arena, "%s: %s", name, value).ptr : NULL;
    struct curl_slist *list = line != NULL ? curl_slist_append(lines->list, line) : NULL;

    lines->failed = lines->failed || list == NULL;
    if (list != NULL)
        lines->list = list;
}

static const char *
from_line(struct mailer *mailer)
{
    const char *name;

    if (str_is_null(mailer->from_name))
        return str_cstr(&mailer->arena, mailer->from_address);
    name = header_text(&mailer->arena, mailer->from_name);
    return str_fmt(&mailer->arena, strncmp(name, "=?", 2) == 0 ? "%s <%.*s>" : "\"%s\" <%.*s>",
                   name, STR_FMT(mailer->from_address))
        .ptr;
}

static struct str
domain_of(struct str address)
{
    struct str domain;

    (void)str_cut(address, '@', &domain);
    return domain;
}

static struct curl_slist *
head_of(struct mailer *mailer, const struct mail *mail)
{
    struct arena *arena = &mailer->arena;
    struct lines lines = {.arena = arena};
    struct str domain = domain_of(mailer->from_address);

    line_add(&lines, "Date", header_date(arena, mail->at));
    line_add(&lines, "From", from_line(mailer));
    line_add(&lines, "To", str_cstr(arena, mail->to));
    line_add(&lines, "Subject", header_text(arena, mail->subject));
    line_add(&lines, "Message-ID",
             str_fmt(arena, "<%.*s@%.*s>", STR_FMT(mail->message_id), STR_FMT(domain)).ptr);
    line_add(&lines, "Auto-Submitted", "auto-generated");
    line_add(&lines, "Content-Type", "multipart/alternative");
    if (!str_is_null(mail->stop_url)) {
        line_add(&lines, "List-Unsubscribe", str_fmt(arena, "<%.*s>", STR_FMT(mail->stop_url)).ptr);
        line_add(&lines, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
    if (!lines.failed)
        return lines.list;
    curl_slist_free_all(lines.list);
    return NULL;
}

static bool
part_add(curl_mime *mime, struct str text, const char *type)
{
    curl_mimepart *part = curl_mime_addpart(mime);

    return part != NULL && curl_mime_data(part, text.ptr, text.len) == CURLE_OK &&
           curl_mime_type(part, type) == CURLE_OK &&
           curl_mime_encoder(part, "quoted-printable") == CURLE_OK;
}

/* The alternatives, plainest first; NULL when memory ran out. */
static curl_mime *
body_of(struct mailer *mailer, const struct mail *mail)
{
    curl_mime *whole = curl_mime_init(mailer->curl);

    if (whole != NULL && part_add(whole, mail->text, "text/plain; charset=utf-8") &&
        (str_is_null(mail->html) || part_add(whole, mail->html, "text/html; charset=utf-8")))
        return whole;
    curl_mime_free(whole);
    return NULL;
}

/* What the server said: its last line, which tells more than libcurl does, and whether it had heard
 * who sends to whom and wanted the text. */
struct heard {
    char last[SAID_MAX];
    bool wants_text;
};

/* What an answer means for this message, and for the next. A server that gives up, or falls silent,
 * before it wants the text has no quarrel with the message. */
static enum mail_outcome
judge(CURL *curl, CURLcode code, bool wants_text)
{
    long answer = 0;

    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
    switch ((int)code) {
    case CURLE_OK:
        return MAIL_SENT;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_LOGIN_DENIED:
    case CURLE_USE_SSL_FAILED:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_REMOTE_ACCESS_DENIED: /* EHLO was refused */
        return MAIL_UNREACHABLE;
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_WEIRD_SERVER_REPLY: /* it greets with a refusal, or refuses the text */
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
        if (!wants_text)
            return MAIL_UNREACHABLE;
        break;
    case CURLE_SEND_ERROR: /* a line that broke, or a refusal of who sends to whom */
        if (!wants_text && answer < 400)
            return MAIL_UNREACHABLE;
        break;
    default:
        break;
    }
    /* 530, 534 and 535 are about us, not about the message. */
    if (answer == 530 || answer == 534 || answer == 535)
        return MAIL_UNREACHABLE;
    return answer >= 500 && answer < 600 ? MAIL_NEVER : MAIL_LATER;
}

static size_t
hear(char *bytes, size_t size, size_t count, void *arg)
{
    struct heard *heard = arg;
    struct str line = str_trim((struct str){.ptr = bytes, .len = size * count});

    snprintf(heard->last, sizeof(heard->last), "%.*s",
             (int)(line.len < SAID_MAX ? line.len : SAID_MAX - 1), line.ptr);
    heard->wants_text = heard->wants_text || str_starts(line, STR("354"));
    return size * count;
}

void
mail_why_tidy(char *why)
{
    bool text = str_is_utf8(str_from(why));

    for (unsigned char *c = (unsigned char *)why; *c != '\0'; c++) {
        if (*c < ' ' || *c == 0x7f)
            *c = ' ';
        else if (*c >= 0x80 && !text)
            *c = '?';
    }
}

static enum mail_outcome
transfer(struct mailer *mailer, const struct curl_slist *to, struct curl_slist *head,
         curl_mime *body, char *why)
{
    struct heard heard = {0};
    CURL *curl = mailer->curl;

    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, hear);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &heard);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, head);
    curl_easy_setopt(curl, CURLOPT_MIMEPOST, body);
    CURLcode code = curl_easy_perform(curl);
    enum mail_outcome outcome = judge(curl, code, heard.wants_text);
    if (outcome == MAIL_SENT)
        why[0] = '\0';
    else
        snprintf(why, MAIL_WHY_MAX, "%s%s%s", curl_easy_strerror(code),
                 heard.last[0] != '\0' ? "; the mail server said last: " : "", heard.last);
    mail_why_tidy(why);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, NULL);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, NULL);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, NULL);
    curl_easy_setopt(curl, CURLOPT_MIMEPOST, NULL);
    return outcome;
}

enum mail_outcome
mailer_send(struct mailer *mailer, const struct mail *mail, char *why)
{
    enum mail_outcome outcome = MAIL_LATER;

    if (!header_is_address(mail->to)) {
        snprintf(why, MAIL_WHY_MAX, "This is no address that mail can be sent to.");
        return MAIL_NEVER;
    }
    snprintf(why, MAIL_WHY_MAX, "out of memory");
    arena_clear(&mailer->arena);
    const char *address = str_fmt(&mailer->arena, "<%.*s>", STR_FMT(mail->to)).ptr;
    struct curl_slist *to = address != NULL ? curl_slist_append(NULL, address) : NULL;
    struct curl_slist *head = to != NULL ? head_of(mailer, mail) : NULL;
    curl_mime *body = head != NULL ? body_of(mailer, mail) : NULL;
    if (body != NULL)
        outcome = transfer(mailer, to, head, body, why);
    curl_mime_free(body);
    curl_slist_free_all(head);
    curl_slist_free_all(to);
    return outcome;
}
