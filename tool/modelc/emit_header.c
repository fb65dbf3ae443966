/* SPDX-License-Identifier: Apache-2.0 */
/* gen/PART.h: what rules and their callers include. */
#include "tool/modelc/emit.h"

/* Does anything of `part` name a type or enumeration of `other`? */
static bool
field_uses(const struct model_field *field, const struct model_part *other)
{
    return (field->choices != NULL && field->choices->part == other) ||
           (field->type != NULL && field->type->part == other);
}

static bool
part_uses(const struct model *model, const struct model_part *part, const struct model_part *other)
{
    for (const struct model_type *type = model->types; type != NULL; type = type->next) {
        for (const struct model_field *f = type->fields; f != NULL; f = f->next) {
            if (type->part == part && field_uses(f, other))
                return true;
        }
    }
    for (const struct model_op *op = model->ops; op != NULL; op = op->next) {
        if (op->part == part && ((op->in != NULL && op->in->part == other) ||
                                 (op->out != NULL && op->out->part == other)))
            return true;
    }
    return false;
}

static void
emit_includes(struct buf *out, const struct model *model, const struct model_part *part)
{
    buf_append_str(out, STR("\n#include <stdbool.h>\n#include <stddef.h>\n#include <stdint.h>\n\n"
                            "#include \"base/err.h\"\n"));
    for (const struct model_part *left = model->parts; left != part; left = left->next) {
        if (part_uses(model, part, left))
            buf_fmt(out, "#include \"gen/%.*s.h\"\n", STR_FMT(left->name));
    }
    buf_append_str(out, STR("#include \"model/type.h\"\n\nstruct call; /* model/call.h */\n"));
}

static void
emit_enum(struct buf *out, const struct model_enum *choices)
{
    buf_append_char(out, '\n');
    emit_comment(out, 0, choices->doc);
    buf_fmt(out, "enum %.*s {\n    ", STR_FMT(choices->name));
    emit_upper(out, choices->name);
    buf_append_str(out, STR("_NULL = 0,\n"));
    for (const struct model_word *word = choices->words; word != NULL; word = word->next) {
        buf_append_str(out, STR("    "));
        emit_upper(out, choices->name);
        buf_append_char(out, '_');
        emit_upper(out, word->name);
        buf_append_str(out, STR(",\n"));
    }
    buf_fmt(out, "};\nextern const struct choice %.*s_choice[]; /* %zu words */\n",
            STR_FMT(choices->name), choices->word_count);
}

/* Lists and pages first: structs hold them by value, and they hold structs by pointer only. */
static void
emit_containers(struct buf *out, const struct model_type *type)
{
    buf_fmt(out,
            "\nstruct %.*s;\nstruct %.*s_list {\n    struct %.*s *items;\n    size_t count;\n};\n",
            STR_FMT(type->name), STR_FMT(type->name), STR_FMT(type->name));
    if (type->form == FORM_ENTITY || type->form == FORM_VIEW)
        buf_fmt(out,
                "struct %.*s_page {\n    struct %.*s *items;\n    size_t count;\n"
                "    struct str next;\n};\n",
                STR_FMT(type->name), STR_FMT(type->name));
}

static void
emit_bits(struct buf *out, const struct model_type *type)
{
    unsigned bit = 0;

    for (const struct model_field *field = type->fields; field != NULL; field = field->next) {
        buf_append_str(out, STR("#define "));
        emit_upper(out, type->name);
        buf_append_char(out, '_');
        emit_upper(out, field->name);
        buf_fmt(out, " (UINT64_C(1) << %u)\n", bit++);
    }
}

static void
emit_member(struct buf *out, const struct model_field *field)
{
    emit_comment(out, 4, field->doc);
    buf_append_str(out, STR("    "));
    emit_member_type(out, field);
    buf_fmt(out, "%s%.*s;\n", field->kind == FIELD_OBJECT ? "" : " ", STR_FMT(field->name));
}

static void
emit_struct(struct buf *out, const struct model_type *type)
{
    bool is_input = type->form == FORM_INPUT || type->form == FORM_PATCH;

    buf_append_char(out, '\n');
    emit_comment(out, 0, type->doc);
    buf_fmt(out, "struct %.*s {\n", STR_FMT(type->name));
    if (is_input) {
        emit_comment(out, 4, STR("Which members were there, by the bits below."));
        buf_append_str(out, STR("    uint64_t given;\n"));
    }
    for (const struct model_field *field = type->fields; field != NULL; field = field->next)
        emit_member(out, field);
    buf_fmt(out, "};\nextern const struct type type_%.*s;\n", STR_FMT(type->name));
    if (is_input)
        emit_bits(out, type);
}

/* `in` and `out` as they stand in the prototype, each with a comma before it. */
static void
emit_parameters(struct buf *out, const struct model_op *op)
{
    if (op->in != NULL)
        buf_fmt(out, ", const struct %.*s *in", STR_FMT(op->in->name));
    if (op->out != NULL)
        buf_fmt(out, ", struct %.*s%s *out", STR_FMT(op->out->name),
                (op->flags & OP_PAGE) != 0 ? "_page" : "");
}

static void
emit_prototype(struct buf *out, const struct model *model, const struct model_op *op)
{
    static const char *const methods[] = {"GET", "POST", "PUT", "PATCH", "DELETE"};

    buf_append_char(out, '\n');
    emit_comment(out, 0,
                 str_fmt(model->arena, "%s %.*s%s%.*s", methods[op->method], STR_FMT(op->path),
                         str_is_null(op->doc) ? "" : ": ", STR_FMT(op->doc)));
    if (op->prepare)
        buf_fmt(out, "enum err %.*s_prepare(struct call *call, const struct %.*s *in) MUST_USE;\n",
                STR_FMT(op->name), STR_FMT(op->in->name));
    buf_fmt(out, "enum err %.*s(struct call *call", STR_FMT(op->name));
    emit_parameters(out, op);
    buf_append_str(out, STR(") MUST_USE;\n"));
}

static void
emit_events(struct buf *out, const struct model *model, const struct model_part *part)
{
    buf_append_char(out, '\n');
    for (const struct model_event *event = model->events; event != NULL; event = event->next) {
        if (event->part != part)
            continue;
        emit_comment(out, 0, event->doc);
        buf_append_str(out, STR("#define EVENT_"));
        emit_upper(out, event->name);
        buf_fmt(out, " \"%.*s\"\n", STR_FMT(event->name));
    }
}

void
emit_header(struct buf *out, const struct model *model, const struct model_part *part)
{
    struct str upper = model_upper(model->arena, part->name);
    struct str from = str_fmt(model->arena, "%.*s.model", STR_FMT(part->name));

    emit_banner(out, from.ptr, "");
    emit_comment(out, 0, part->doc);
    buf_fmt(out, "#ifndef KOERS_GEN_%.*s_H\n#define KOERS_GEN_%.*s_H\n", STR_FMT(upper),
            STR_FMT(upper));
    emit_includes(out, model, part);
    for (const struct model_enum *choices = model->enums; choices != NULL;
         choices = choices->next) {
        if (choices->part == part)
            emit_enum(out, choices);
    }
    for (const struct model_type *type = model->types; type != NULL; type = type->next) {
        if (type->part == part)
            emit_containers(out, type);
    }
    for (const struct model_type *type = model->types; type != NULL; type = type->next) {
        if (type->part == part)
            emit_struct(out, type);
    }
    emit_events(out, model, part);
    for (const struct model_op *op = model->ops; op != NULL; op = op->next) {
        if (op->part == part)
            emit_prototype(out, model, op);
    }
    buf_append_str(out, STR("\n#endif\n"));
}
