/* SPDX-License-Identifier: Apache-2.0 */
/* Text that stays text in HTML: of messages, and of the pages that they lead to. */
#ifndef KOERS_NOTICE_HTML_H
#define KOERS_NOTICE_HTML_H

#include "base/buf.h"

/* What a person wrote, in an element or an attribute between double quotes. */
void html_escape(struct buf *out, struct str text);

/* What we wrote. */
void html_put(struct buf *out, const char *text);

#endif
