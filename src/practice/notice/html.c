/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/notice/html.h"

void
html_escape(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        switch (text.ptr[i]) {
        case '&':
            buf_append_str(out, STR("&amp;"));
            break;
        case '<':
            buf_append_str(out, STR("&lt;"));
            break;
        case '>':
            buf_append_str(out, STR("&gt;"));
            break;
        case '"':
            buf_append_str(out, STR("&quot;"));
            break;
        case '\n':
            buf_append_str(out, STR("<br>"));
            break;
        default:
            buf_append_char(out, text.ptr[i]);
        }
}

void
html_put(struct buf *out, const char *text)
{
    buf_append_str(out, str_from(text));
}
