/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/notice/leaf.h"

#include "gen/access_sql.h"
#include "practice/notice/choice.h"
#include "practice/notice/html.h"
#include "practice/notice/leaf_part.h"
#include "practice/notice/one_link.h"
#include "practice/notice/word.h"

#define LEAF_BYTES_MAX (32U << 10)

void
leaf_begin(struct buf *body, struct leaf *leaf, enum language language,
           enum notice_words_list title)
{
    buf_init(body, LEAF_BYTES_MAX);
    leaf->language = language;
    leaf->title = word_plain(language, title);
    leaf->status = 200;
    html_put(body, "<h1>");
    html_escape(body, leaf->title);
    html_put(body, "</h1>");
}

void
leaf_text(struct buf *body, struct str text)
{
    html_put(body, "<p>");
    html_escape(body, text);
    html_put(body, "</p>");
}

void
leaf_link(struct call *call, struct buf *body, const char *path, struct str label)
{
    html_put(body, "<p><a href=\"");
    html_escape(body, call->public_url);
    html_put(body, path);
    html_put(body, "\">");
    html_escape(body, label);
    html_put(body, "</a></p>");
}

enum err
leaf_end(struct call *call, struct buf *body, struct leaf *leaf)
{
    enum err err = buf_failed(body);

    if (err == OK)
        leaf->body = str_copy(call->arena, buf_str(body));
    buf_release(body);
    return err == OK ? arena_failed(call->arena) : err;
}

enum err
leaf_lost(struct call *call, enum notice_words_list title, struct leaf *out)
{
    struct buf body;

    leaf_begin(&body, out, LANGUAGE_EN, title);
    leaf_text(&body, word_plain(LANGUAGE_EN, WORD_LEAF_LOST_TEXT));
    leaf_text(&body, word_plain(LANGUAGE_NL, WORD_LEAF_LOST_TEXT));
    leaf_link(call, &body, "/", word_plain(LANGUAGE_EN, WORD_OPEN));
    out->status = 404;
    return leaf_end(call, &body, out);
}

/* Whose link it is; a leaver's does nothing. */
static enum err
open_stop(struct call *call, struct str token, struct stop_link *link, struct person *person)
{
    TRY(link_read_stop(call, token, link));
    TRY(q_person_get(call, link->person_id, person));
    return person->state == PERSON_STATE_ACTIVE ? OK : ERR_NOT_FOUND;
}

static struct str
kind_name(enum language language, enum notice_kind kind)
{
    return word_line(language, WORD_KIND_NAME, (size_t)kind - 1);
}

enum err
leaf_stop(struct call *call, struct str token, struct leaf *out)
{
    struct stop_link link;
    struct person person;
    struct buf body;
    struct str none = {0};

    enum err err = open_stop(call, token, &link, &person);
    if (err == ERR_NOT_FOUND)
        return leaf_lost(call, WORD_LEAF_LOST, out);
    TRY(err);
    leaf_begin(&body, out, person.language, WORD_LEAF_STOP);
    bool chat = link.channel == NOTICE_CHANNEL_CHAT;
    leaf_text(&body, word_say(call->arena, person.language,
                              chat ? WORD_LEAF_STOP_CHAT : WORD_LEAF_STOP_TEXT,
                              kind_name(person.language, link.kind), none, none));
    html_put(&body, "<form method=\"post\"><button>");
    html_escape(&body, word_plain(person.language, WORD_LEAF_STOP_BUTTON));
    html_put(&body, "</button></form>");
    return leaf_end(call, &body, out);
}

enum err
leaf_stop_now(struct call *call, struct str token, struct leaf *out)
{
    struct stop_link link;
    struct person person;
    struct buf body;
    struct str none = {0};

    enum err err = open_stop(call, token, &link, &person);
    if (err == ERR_NOT_FOUND)
        return leaf_lost(call, WORD_LEAF_LOST, out);
    TRY(err);
    call->person_id = person.id;
    TRY(choice_stop(call, person.id, link.kind, link.channel));
    leaf_begin(&body, out, person.language, WORD_LEAF_STOPPED);
    bool chat = link.channel == NOTICE_CHANNEL_CHAT;
    leaf_text(&body, word_say(call->arena, person.language,
                              chat ? WORD_LEAF_STOPPED_CHAT : WORD_LEAF_STOPPED_TEXT,
                              kind_name(person.language, link.kind), none, none));
    leaf_link(call, &body, "/account", word_plain(person.language, WORD_FRAME_SETTINGS));
    return leaf_end(call, &body, out);
}
