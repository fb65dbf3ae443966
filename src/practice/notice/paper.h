/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A message written once and read twice: as plain text, and as HTML that mail programs show well
 * (tables, styles in their elements, no images, nothing from elsewhere, fit for dark mode).
 *
 *     paper_init(&paper, arena, LANGUAGE_NL);
 *     paper_title(&paper, STR("Wat er van je gevraagd wordt"));
 *     paper_item(&paper, title, url, note);
 *     TRY(paper_finish(&paper, &text, &html));
 *
 * Whatever is written is text: it cannot become markup.
 */
#ifndef KOERS_NOTICE_PAPER_H
#define KOERS_NOTICE_PAPER_H

#include "base/buf.h"
#include "gen/access.h"

#define PAPER_BYTES_MAX (512U << 10) /* of each form */

enum paper_tone { PAPER_PLAIN, PAPER_GOOD, PAPER_BAD };

struct paper {
    struct arena *arena;
    enum language language;
    struct buf text;
    struct buf html;
};

void paper_init(struct paper *paper, struct arena *arena, enum language language);

void paper_title(struct paper *paper, struct str text);
void paper_heading(struct paper *paper, struct str text);
void paper_text(struct paper *paper, struct str text); /* a paragraph; line breaks are kept */

/* A line that leads somewhere, with a small note under it; either may be "no text". */
void paper_item(struct paper *paper, struct str title, struct str url, struct str note,
                enum paper_tone tone);

/* The one thing to do. */
void paper_button(struct paper *paper, struct str label, struct str url);

/* The end: why it came, where to stop it ("no text": it cannot be) and where to choose. */
void paper_foot(struct paper *paper, struct str why, struct str stop_url, struct str settings_url);

/* Both forms, in the arena. The paper is used up. */
enum err paper_finish(struct paper *paper, struct str *ret_text, struct str *ret_html) MUST_USE;

/* Gives up what was begun. */
void paper_release(struct paper *paper);

#endif
