/* SPDX-License-Identifier: Apache-2.0 */
/* What the C emitters share. */
#include "tool/modelc/emit.h"

void
emit_banner(struct buf *out, const char *from, const char *about)
{
    buf_fmt(out,
            "/* SPDX-License-Identifier: Apache-2.0 */\n"
            "/* Made by tool/modelc from %s; edits are lost.%s%s */\n",
            from, about[0] != '\0' ? " " : "", about);
}

/* A word of a comment; a blank keeps apart what would end it. */
static void
append_word(struct buf *out, struct str word)
{
    for (size_t i = 0; i < word.len; i++) {
        buf_append_char(out, word.ptr[i]);
        if (word.ptr[i] == '*' && i + 1 < word.len && word.ptr[i + 1] == '/')
            buf_append_char(out, ' ');
    }
}

void
emit_comment(struct buf *out, unsigned indent, struct str text)
{
    size_t column = indent + 2;
    struct str rest = text;

    if (str_is_null(text) || text.len == 0)
        return;
    buf_fmt(out, "%*s/*", (int)indent, "");
    while (!str_is_null(rest)) {
        struct str word = str_cut(rest, ' ', &rest);
        size_t width = str_utf8_count(word) + 1;
        size_t end = str_is_null(rest) ? strlen(" */") : 0;
        if (column + width + end > EMIT_COLUMN_MAX) {
            buf_fmt(out, "\n%*s *", (int)indent, "");
            column = indent + 2;
        }
        buf_append_char(out, ' ');
        append_word(out, word);
        column += width;
    }
    buf_append_str(out, STR(" */\n"));
}

void
emit_upper(struct buf *out, struct str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        buf_append_char(out, c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
    }
}

void
emit_literal(struct buf *out, struct str text)
{
    buf_append_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '"' || c == '\\')
            buf_append_char(out, '\\');
        buf_append_char(out, c);
        if (c == '?') /* no trigraphs */
            buf_append_str(out, STR("\"\""));
    }
    buf_append_char(out, '"');
}

void
emit_member_type(struct buf *out, const struct model_field *field)
{
    bool nullable = (field->flags & FIELD_NULLABLE) != 0;

    switch (field->kind) {
    case FIELD_ID:
    case FIELD_INT:
        buf_append_str(out, nullable ? STR("struct maybe") : STR("int64_t"));
        break;
    case FIELD_BOOL:
        buf_append_str(out, nullable ? STR("struct maybe") : STR("bool"));
        break;
    case FIELD_DECIMAL:
        buf_append_str(out, nullable ? STR("struct maybe") : STR("decimal_t"));
        break;
    case FIELD_FRACTION:
        buf_append_str(out, nullable ? STR("struct maybe") : STR("fraction_t"));
        break;
    case FIELD_WEIGHT:
        buf_append_str(out, nullable ? STR("struct maybe") : STR("weight_t"));
        break;
    case FIELD_TIME:
        buf_append_str(out, nullable ? STR("struct maybe") : STR("usec_t"));
        break;
    case FIELD_DAY:
        buf_append_str(out, nullable ? STR("struct maybe") : STR("day_t"));
        break;
    case FIELD_TEXT:
        buf_append_str(out, STR("struct str"));
        break;
    case FIELD_ENUM:
        buf_fmt(out, "enum %.*s", STR_FMT(field->choices->name));
        break;
    case FIELD_OBJECT:
        buf_fmt(out, "struct %.*s *", STR_FMT(field->type->name));
        break;
    case FIELD_LIST:
        buf_fmt(out, "struct %.*s_list", STR_FMT(field->type->name));
        break;
    case FIELD_ID_LIST:
        buf_append_str(out, STR("struct id_list"));
        break;
    case FIELD_TEXT_LIST:
        buf_append_str(out, STR("struct text_list"));
        break;
    }
}
