/* SPDX-License-Identifier: Apache-2.0 */
/* gen/PART.c: the tables by which the generic reader, writer and binder know the structs. */
#include "tool/modelc/emit.h"

#include <inttypes.h>

static bool
is_input(const struct model_type *type)
{
    return type->form == FORM_INPUT || type->form == FORM_PATCH;
}

static const char *
kind_name(enum field_kind kind)
{
    static const char *const names[] = {
        [FIELD_ID] = "FIELD_ID",           [FIELD_INT] = "FIELD_INT",
        [FIELD_BOOL] = "FIELD_BOOL",       [FIELD_TEXT] = "FIELD_TEXT",
        [FIELD_DECIMAL] = "FIELD_DECIMAL", [FIELD_FRACTION] = "FIELD_FRACTION",
        [FIELD_WEIGHT] = "FIELD_WEIGHT",   [FIELD_TIME] = "FIELD_TIME",
        [FIELD_DAY] = "FIELD_DAY",         [FIELD_ENUM] = "FIELD_ENUM",
        [FIELD_OBJECT] = "FIELD_OBJECT",   [FIELD_LIST] = "FIELD_LIST",
        [FIELD_ID_LIST] = "FIELD_ID_LIST", [FIELD_TEXT_LIST] = "FIELD_TEXT_LIST",
    };

    return names[kind];
}

static void
emit_flags(struct buf *out, unsigned flags)
{
    static const struct {
        unsigned flag;
        const char *name;
    } names[] = {
        {FIELD_NULLABLE, "FIELD_NULLABLE"}, {FIELD_REQUIRED, "FIELD_REQUIRED"},
        {FIELD_PRIVATE, "FIELD_PRIVATE"},   {FIELD_DERIVED, "FIELD_DERIVED"},
        {FIELD_ETAG, "FIELD_ETAG"},         {FIELD_KEY, "FIELD_KEY"},
        {FIELD_VERBATIM, "FIELD_VERBATIM"},
    };
    const char *before = ", .flags = ";

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if ((flags & names[i].flag) == 0)
            continue;
        buf_fmt(out, "%s%s", before, names[i].name);
        before = " | ";
    }
}

/* Ids and whole numbers always have limits: what JavaScript holds exactly. */
static void
emit_limits(struct buf *out, const struct model_field *field)
{
    if (field->kind == FIELD_ID)
        buf_fmt(out, ", .min = 1, .max = INT64_C(%" PRId64 ")", MODEL_ID_MAX);
    else if (field->has_limits || field->kind == FIELD_INT)
        buf_fmt(out, ", .min = INT64_C(%" PRId64 "), .max = INT64_C(%" PRId64 ")", field->min,
                field->max);
    else
        buf_append_str(out, STR(", LAYOUT_NO_LIMIT"));
}

static void
emit_initial(struct buf *out, const struct model_field *field)
{
    if (!field->has_initial)
        return;
    buf_append_str(out, STR(", .has_initial = true"));
    if (field->kind == FIELD_TEXT) {
        buf_append_str(out, STR(", .initial_text = "));
        emit_literal(out, field->initial_text);
    } else {
        buf_fmt(out, ", .initial = INT64_C(%" PRId64 ")", field->initial);
    }
}

static void
emit_field(struct buf *out, const struct model_type *type, const struct model_field *field)
{
    static const char *const sources[] = {
        [SOURCE_BODY] = "SOURCE_BODY",
        [SOURCE_PATH] = "SOURCE_PATH",
        [SOURCE_QUERY] = "SOURCE_QUERY",
        [SOURCE_HEADER] = "SOURCE_HEADER",
    };

    buf_fmt(out, "    {FIELD_NAME(\"%.*s\"), .kind = %s", STR_FMT(field->name),
            kind_name(field->kind));
    emit_flags(out, field->flags);
    if (field->source != SOURCE_BODY)
        buf_fmt(out, ", .source = %s", sources[field->source]);
    buf_fmt(out, ", .offset = offsetof(struct %.*s, %.*s)", STR_FMT(type->name),
            STR_FMT(field->name));
    emit_limits(out, field);
    emit_initial(out, field);
    if (field->choices != NULL)
        buf_fmt(out, ", .choices = %.*s_choice", STR_FMT(field->choices->name));
    if (field->type != NULL)
        buf_fmt(out, ", .type = &type_%.*s", STR_FMT(field->type->name));
    buf_append_str(out, STR("},\n"));
}

static void
emit_assertions(struct buf *out, const struct model_type *type)
{
    for (const struct model_field *field = type->fields; field != NULL; field = field->next) {
        buf_fmt(out, "LAYOUT_MEMBER(struct %.*s, %.*s, ", STR_FMT(type->name),
                STR_FMT(field->name));
        emit_member_type(out, field);
        buf_append_str(out, STR(");\n"));
    }
    buf_fmt(out, "LAYOUT_LIST(struct %.*s_list, struct %.*s);\n", STR_FMT(type->name),
            STR_FMT(type->name));
    if (is_input(type))
        buf_fmt(out, "LAYOUT_INPUT(struct %.*s);\n", STR_FMT(type->name));
    else
        buf_fmt(out, "LAYOUT_PAGE(struct %.*s_page, struct %.*s);\n", STR_FMT(type->name),
                STR_FMT(type->name));
}

static void
emit_type(struct buf *out, const struct model_type *type)
{
    buf_fmt(out, "\nstatic const struct field %.*s_fields[] = {\n", STR_FMT(type->name));
    for (const struct model_field *field = type->fields; field != NULL; field = field->next)
        emit_field(out, type, field);
    buf_append_str(out, STR("};\n"));
    emit_assertions(out, type);
    buf_fmt(out,
            "const struct type type_%.*s = {\n    .name = \"%.*s\",\n"
            "    .size = sizeof(struct %.*s),\n    .fields = %.*s_fields,\n"
            "    .field_count = %zu,\n    .is_input = %s,\n};\n",
            STR_FMT(type->name), STR_FMT(type->name), STR_FMT(type->name), STR_FMT(type->name),
            type->field_count, is_input(type) ? "true" : "false");
}

static void
emit_choices(struct buf *out, const struct model_enum *choices)
{
    buf_fmt(out, "\nconst struct choice %.*s_choice[] = {\n", STR_FMT(choices->name));
    for (const struct model_word *word = choices->words; word != NULL; word = word->next)
        buf_fmt(out, "    CHOICE(\"%.*s\"),\n", STR_FMT(word->name));
    buf_append_str(out, STR("    {.name = NULL},\n};\n"));
}

void
emit_table(struct buf *out, const struct model *model, const struct model_part *part)
{
    struct str from = str_fmt(model->arena, "%.*s.model", STR_FMT(part->name));

    emit_banner(out, from.ptr, "");
    buf_fmt(out, "#include \"gen/%.*s.h\"\n\n#include \"model/layout.h\"\n", STR_FMT(part->name));
    for (const struct model_enum *choices = model->enums; choices != NULL;
         choices = choices->next) {
        if (choices->part == part)
            emit_choices(out, choices);
    }
    for (const struct model_type *type = model->types; type != NULL; type = type->next) {
        if (type->part == part)
            emit_type(out, type);
    }
}

void
emit_types_header(struct buf *out)
{
    emit_banner(out, "all models", "The types of all parts.");
    buf_append_str(out, STR("#ifndef KOERS_GEN_TYPES_H\n#define KOERS_GEN_TYPES_H\n\n"
                            "#include <stddef.h>\n\n#include \"model/type.h\"\n\n"
                            "extern const struct type *const all_types[];\n"
                            "extern const size_t all_types_count;\n\n#endif\n"));
}

void
emit_types(struct buf *out, const struct model *model)
{
    emit_banner(out, "all models", "");
    buf_append_str(out, STR("#include \"gen/types.h\"\n\n"));
    for (const struct model_part *part = model->parts; part != NULL; part = part->next)
        buf_fmt(out, "#include \"gen/%.*s.h\"\n", STR_FMT(part->name));
    buf_append_str(out, STR("\nconst struct type *const all_types[] = {\n"));
    for (const struct model_type *type = model->types; type != NULL; type = type->next)
        buf_fmt(out, "    &type_%.*s,\n", STR_FMT(type->name));
    buf_append_str(out, STR("};\nconst size_t all_types_count = sizeof(all_types) / "
                            "sizeof(all_types[0]);\n"));
}
