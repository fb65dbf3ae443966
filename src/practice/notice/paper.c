/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/notice/paper.h"

#include "practice/notice/html.h"
#include "practice/notice/word.h"

#define FONT  "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;"
#define CELL  "<tr><td style=\"" FONT
#define QUIET "color:#757575;"

static const char *const tone_style[] = {
    [PAPER_PLAIN] = QUIET,
    [PAPER_GOOD] = "color:#2f7d32;",
    [PAPER_BAD] = "color:#c4432b;",
};

static void
link_to(struct buf *out, struct str url, const char *style, struct str label)
{
    html_put(out, "<a href=\"");
    html_escape(out, url);
    html_put(out, "\" style=\"");
    html_put(out, style);
    html_put(out, "\">");
    html_escape(out, label);
    html_put(out, "</a>");
}

void
paper_init(struct paper *paper, struct arena *arena, enum language language)
{
    *paper = (struct paper){.arena = arena, .language = language};
    buf_init(&paper->text, PAPER_BYTES_MAX);
    buf_init(&paper->html, PAPER_BYTES_MAX);
    html_put(&paper->html, "<!doctype html><html lang=\"");
    html_put(&paper->html, language == LANGUAGE_NL ? "nl" : "en");
    html_put(&paper->html,
             "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
             "content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">"
             "<meta name=\"supported-color-schemes\" content=\"light dark\"></head>"
             "<body style=\"margin:0;padding:0\">"
             "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" "
             "border=\"0\"><tr><td align=\"center\" style=\"padding:24px 16px\">"
             "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" "
             "border=\"0\" style=\"max-width:600px;text-align:left\">");
}

void
paper_title(struct paper *paper, struct str text)
{
    buf_append_str(&paper->text, text);
    html_put(&paper->text, "\n\n");
    html_put(&paper->html, CELL "padding:0 0 12px\"><h1 style=\"margin:0;font-size:22px;"
                                "line-height:28px;font-weight:600\">");
    html_escape(&paper->html, text);
    html_put(&paper->html, "</h1></td></tr>");
}

void
paper_heading(struct paper *paper, struct str text)
{
    html_put(&paper->text, "\n");
    buf_append_str(&paper->text, text);
    html_put(&paper->text, "\n");
    for (size_t i = str_utf8_count(text); i > 0; i--)
        buf_append_char(&paper->text, '-');
    html_put(&paper->text, "\n");
    html_put(&paper->html, CELL "padding:20px 0 6px\"><h2 style=\"margin:0;font-size:16px;"
                                "line-height:22px;font-weight:600\">");
    html_escape(&paper->html, text);
    html_put(&paper->html, "</h2></td></tr>");
}

void
paper_text(struct paper *paper, struct str text)
{
    buf_append_str(&paper->text, text);
    html_put(&paper->text, "\n");
    html_put(&paper->html, CELL "padding:0 0 10px;font-size:15px;line-height:22px\">");
    html_escape(&paper->html, text);
    html_put(&paper->html, "</td></tr>");
}

void
paper_item(struct paper *paper, struct str title, struct str url, struct str note,
           enum paper_tone tone)
{
    buf_fmt(&paper->text, "* %.*s\n", STR_FMT(title));
    if (note.len > 0)
        buf_fmt(&paper->text, "  %.*s\n", STR_FMT(note));
    if (url.len > 0)
        buf_fmt(&paper->text, "  %.*s\n", STR_FMT(url));
    html_put(&paper->html, CELL "padding:8px 0;border-top:1px solid #8884;font-size:15px;"
                                "line-height:21px\">");
    if (url.len > 0)
        link_to(&paper->html, url, "color:#3b6fd4;text-decoration:none;font-weight:500", title);
    else
        html_escape(&paper->html, title);
    if (note.len > 0) {
        html_put(&paper->html, "<br><span style=\"font-size:13px;line-height:19px;");
        html_put(&paper->html, tone_style[tone]);
        html_put(&paper->html, "\">");
        html_escape(&paper->html, note);
        html_put(&paper->html, "</span>");
    }
    html_put(&paper->html, "</td></tr>");
}

void
paper_button(struct paper *paper, struct str label, struct str url)
{
    buf_fmt(&paper->text, "\n%.*s:\n%.*s\n", STR_FMT(label), STR_FMT(url));
    html_put(&paper->html, CELL "padding:14px 0\"><table role=\"presentation\" cellpadding=\"0\" "
                                "cellspacing=\"0\" border=\"0\"><tr><td style=\"border-radius:6px;"
                                "background:#2b5fc7\">");
    link_to(&paper->html, url,
            FONT "display:inline-block;padding:11px 20px;font-size:15px;font-weight:600;"
                 "color:#ffffff;text-decoration:none",
            label);
    html_put(&paper->html, "</td></tr></table></td></tr>");
}

static void
foot_link(struct paper *paper, enum notice_words_list word, struct str url)
{
    struct str label = word_plain(paper->language, word);

    if (str_is_null(url))
        return;
    buf_fmt(&paper->text, "%.*s: %.*s\n", STR_FMT(label), STR_FMT(url));
    html_put(&paper->html, "<br>");
    link_to(&paper->html, url, QUIET "text-decoration:underline", label);
}

void
paper_foot(struct paper *paper, struct str why, struct str stop_url, struct str settings_url)
{
    struct str none = {0};
    struct str line = word_say(paper->arena, paper->language, WORD_FRAME_WHY, why, none, none);

    buf_fmt(&paper->text, "\n-- \n%.*s\n", STR_FMT(line));
    html_put(&paper->html, CELL "padding:24px 0 0;font-size:12px;line-height:19px;" QUIET "\">");
    html_escape(&paper->html, line);
    foot_link(paper, WORD_FRAME_STOP, stop_url);
    foot_link(paper, WORD_FRAME_SETTINGS, settings_url);
    html_put(&paper->html, "</td></tr>");
}

enum err
paper_finish(struct paper *paper, struct str *ret_text, struct str *ret_html)
{
    html_put(&paper->html, "</table></td></tr></table></body></html>\n");
    enum err err = buf_failed(&paper->text);
    if (err == OK)
        err = buf_failed(&paper->html);
    if (err == OK) {
        *ret_text = str_copy(paper->arena, buf_str(&paper->text));
        *ret_html = str_copy(paper->arena, buf_str(&paper->html));
        err = arena_failed(paper->arena);
    }
    paper_release(paper);
    return err;
}

void
paper_release(struct paper *paper)
{
    buf_release(&paper->text);
    buf_release(&paper->html);
}
