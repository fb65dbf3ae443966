/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/card.h"

#include "json/writer.h"

#define CARD_BYTES_MAX (64U << 10)
#define TEAMS_CARD     "application/vnd.microsoft.card.adaptive"

static void
member(struct json_writer *writer, const char *name, struct str value)
{
    json_name(writer, str_from(name));
    json_string(writer, value);
}

static void
word(struct json_writer *writer, const char *name, const char *value)
{
    member(writer, name, str_from(value));
}

static void
begin_array(struct json_writer *writer, const char *name)
{
    json_name(writer, str_from(name));
    json_begin_array(writer);
}

static enum err
take(struct arena *arena, struct buf *buf, struct str *out)
{
    enum err err = buf_failed(buf);

    if (err == OK)
        *out = str_copy(arena, buf_str(buf));
    buf_release(buf);
    return err != OK ? err : arena_failed(arena);
}

/* ---- Slack -----------------------------------------------------------------------------------
 */

/* What notifications show is markup whatever is done: Slack wants these three written otherwise. */
static struct str
slack_escape(struct arena *arena, struct str text)
{
    struct buf buf;

    buf_init(&buf, CARD_BYTES_MAX);
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '&')
            buf_append_str(&buf, STR("&amp;"));
        else if (text.ptr[i] == '<')
            buf_append_str(&buf, STR("&lt;"));
        else if (text.ptr[i] == '>')
            buf_append_str(&buf, STR("&gt;"));
        else
            buf_append_char(&buf, text.ptr[i]);
    }
    struct str out = str_copy(arena, buf_str(&buf));
    buf_release(&buf);
    return out;
}

/* Plain text: nothing in it is taken for a mention, a link or bold. */
static void
slack_plain(struct json_writer *writer, struct str text)
{
    json_begin_object(writer);
    word(writer, "type", "plain_text");
    member(writer, "text", text);
    json_end_object(writer);
}

static void
slack_text(struct json_writer *writer, struct str text)
{
    json_name(writer, STR("text"));
    slack_plain(writer, text);
}

static void
slack_section(struct json_writer *writer, struct str text)
{
    if (text.len == 0) /* Slack refuses an empty one, and all with it */
        return;
    json_begin_object(writer);
    word(writer, "type", "section");
    slack_text(writer, text);
    json_end_object(writer);
}

static void
slack_button(struct json_writer *writer, const struct card_link *link)
{
    if (str_is_null(link->url))
        return;
    json_begin_object(writer);
    word(writer, "type", "button");
    slack_text(writer, link->label);
    member(writer, "url", link->url);
    json_end_object(writer);
}

static void
slack_foot(struct json_writer *writer, struct str text)
{
    json_begin_object(writer);
    word(writer, "type", "context");
    begin_array(writer, "elements");
    slack_plain(writer, text);
    json_end_array(writer);
    json_end_object(writer);
}

enum err
card_slack(struct arena *arena, const struct card *card, struct str *out)
{
    struct buf buf;

    buf_init(&buf, CARD_BYTES_MAX);
    struct json_writer writer = json_writer_of(&buf);
    json_begin_object(&writer);
    member(&writer, "text", slack_escape(arena, card->title));
    begin_array(&writer, "blocks");
    slack_section(&writer, card->title);
    slack_section(&writer, card->text);
    json_begin_object(&writer);
    word(&writer, "type", "actions");
    begin_array(&writer, "elements");
    slack_button(&writer, &card->open);
    slack_button(&writer, &card->stop);
    json_end_array(&writer);
    json_end_object(&writer);
    slack_foot(&writer, card->foot);
    json_end_array(&writer);
    json_end_object(&writer);
    return take(arena, &buf, out);
}

/* ---- Microsoft Teams ---------------------------------------------------------------------------
 */

/* A run of text, in which, unlike in a block, nothing is Markdown; with one member that says how it
 * looks, or none. */
static void
teams_text(struct json_writer *writer, struct str text, const char *look, const char *value)
{
    if (text.len == 0)
        return;
    json_begin_object(writer);
    word(writer, "type", "RichTextBlock");
    begin_array(writer, "inlines");
    json_begin_object(writer);
    word(writer, "type", "TextRun");
    member(writer, "text", text);
    if (look != NULL)
        word(writer, look, value);
    json_end_object(writer);
    json_end_array(writer);
    json_end_object(writer);
}

static void
teams_action(struct json_writer *writer, const struct card_link *link)
{
    if (str_is_null(link->url))
        return;
    json_begin_object(writer);
    word(writer, "type", "Action.OpenUrl");
    member(writer, "title", link->label);
    member(writer, "url", link->url);
    json_end_object(writer);
}

static void
teams_card(struct json_writer *writer, const struct card *card)
{
    json_begin_object(writer);
    word(writer, "$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    word(writer, "type", "AdaptiveCard");
    word(writer, "version", "1.4");
    begin_array(writer, "body");
    teams_text(writer, card->title, "weight", "Bolder");
    teams_text(writer, card->text, NULL, NULL);
    teams_text(writer, card->foot, "size", "Small");
    json_end_array(writer);
    begin_array(writer, "actions");
    teams_action(writer, &card->open);
    teams_action(writer, &card->stop);
    json_end_array(writer);
    json_end_object(writer);
}

enum err
card_teams(struct arena *arena, const struct card *card, struct str *out)
{
    struct buf buf;

    buf_init(&buf, CARD_BYTES_MAX);
    struct json_writer writer = json_writer_of(&buf);
    json_begin_object(&writer);
    word(&writer, "type", "message");
    begin_array(&writer, "attachments");
    json_begin_object(&writer);
    word(&writer, "contentType", TEAMS_CARD);
    json_name(&writer, STR("content"));
    teams_card(&writer, card);
    json_end_object(&writer);
    json_end_array(&writer);
    json_end_object(&writer);
    return take(arena, &buf, out);
}
