/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What goes in is described with its limits and defaults. What comes out is described by its form
 * alone, because a limit of today need not have held when the row was written.
 */
#include "tool/modelc/emit_schema.h"

#include "base/decimal.h"

static bool
is_input(const struct model_type *type)
{
    return type->form == FORM_INPUT || type->form == FORM_PATCH;
}

/* Is the field in the JSON of its type? */
static bool
is_carried(const struct model_type *type, const struct model_field *field)
{
    return is_input(type) ? field->source == SOURCE_BODY : (field->flags & FIELD_PRIVATE) == 0;
}

bool
schema_has_body(const struct model_type *type)
{
    for (const struct model_field *field = type->fields; field != NULL; field = field->next) {
        if (field->source == SOURCE_BODY)
            return true;
    }
    return false;
}

static void
write_reference(struct json *json, const char *group, struct str target)
{
    char path[2 * MODEL_NAME_MAX + 32];

    snprintf(path, sizeof(path), "#/components/%s/%.*s", group, STR_FMT(target));
    json_str(json, "$ref", str_from(path));
}

void
schema_reference(struct json *json, const char *name, const char *group, struct str target)
{
    json_open(json, name, '{');
    write_reference(json, group, target);
    json_close(json, '}');
}

static void
write_type(struct json *json, struct str type, bool nullable)
{
    if (!nullable) {
        json_str(json, "type", type);
        return;
    }
    json_open(json, "type", '[');
    json_str(json, NULL, type);
    json_str(json, NULL, STR("null"));
    json_close(json, ']');
}

static int
places_of(enum field_kind kind)
{
    if (kind == FIELD_DECIMAL)
        return DECIMAL_PLACES;
    if (kind == FIELD_FRACTION)
        return FRACTION_PLACES;
    return kind == FIELD_WEIGHT ? WEIGHT_PLACES : 0;
}

static void
write_limits(struct json *json, const struct model_field *field)
{
    bool is_text = field->kind == FIELD_TEXT;
    bool is_list = model_kind_is_list(field->kind);
    const char *least = is_text ? "minLength" : is_list ? "minItems" : "minimum";
    const char *most = is_text ? "maxLength" : is_list ? "maxItems" : "maximum";

    if (!field->has_limits)
        return;
    json_scaled(json, least, field->min, places_of(field->kind));
    json_scaled(json, most, field->max, places_of(field->kind));
}

static void
write_initial(struct json *json, const struct model_field *field)
{
    if (!field->has_initial)
        return;
    if (field->kind == FIELD_TEXT)
        json_str(json, "default", field->initial_text);
    else if (field->kind == FIELD_BOOL)
        json_bool(json, "default", field->initial != 0);
    else if (field->kind == FIELD_ENUM)
        json_str(json, "default", model_word_at(field->choices, field->initial)->name);
    else
        json_scaled(json, "default", field->initial, places_of(field->kind));
}

static void
write_id(struct json *json, bool nullable)
{
    write_type(json, STR("integer"), nullable);
    json_str(json, "format", STR("int64"));
    json_int(json, "minimum", 1);
    json_int(json, "maximum", MODEL_ID_MAX);
}

/* Type and format of the kinds that are one word of JSON. */
static void
write_scalar(struct json *json, enum field_kind kind, bool nullable)
{
    static const struct {
        const char *type;
        const char *format;
    } forms[] = {
        [FIELD_INT] = {"integer", "int64"},
        [FIELD_BOOL] = {"boolean", NULL},
        [FIELD_TEXT] = {"string", NULL},
        [FIELD_DECIMAL] = {"number", "decimal4"},
        [FIELD_FRACTION] = {"number", "fraction6"},
        [FIELD_WEIGHT] = {"number", "weight2"},
        [FIELD_TIME] = {"string", "date-time"},
        [FIELD_DAY] = {"string", "date"},
    };

    write_type(json, str_from(forms[kind].type), nullable);
    if (forms[kind].format != NULL)
        json_str(json, "format", str_from(forms[kind].format));
}

/* A reference, or null: JSON Schema has no shorter way to say it. */
static void
write_target(struct json *json, struct str target, bool nullable)
{
    if (!nullable) {
        write_reference(json, "schemas", target);
        return;
    }
    json_open(json, "anyOf", '[');
    schema_reference(json, NULL, "schemas", target);
    json_open(json, NULL, '{');
    json_str(json, "type", STR("null"));
    json_close(json, '}');
    json_close(json, ']');
}

static void
write_list(struct json *json, const struct model_field *field)
{
    json_str(json, "type", STR("array"));
    if (field->kind == FIELD_LIST) {
        schema_reference(json, "items", "schemas", field->type->name);
        return;
    }
    json_open(json, "items", '{');
    if (field->kind == FIELD_ID_LIST)
        write_id(json, /* nullable= */ false);
    else
        write_scalar(json, FIELD_TEXT, /* nullable= */ false);
    json_close(json, '}');
}

static void
write_kind(struct json *json, const struct model_field *field)
{
    bool nullable = (field->flags & FIELD_NULLABLE) != 0;

    switch (field->kind) {
    case FIELD_ID:
        write_id(json, nullable);
        break;
    case FIELD_ENUM:
        write_target(json, field->choices->name, nullable);
        break;
    case FIELD_OBJECT:
        write_target(json, field->type->name, nullable);
        break;
    case FIELD_LIST:
    case FIELD_ID_LIST:
    case FIELD_TEXT_LIST:
        write_list(json, field);
        break;
    case FIELD_INT:
    case FIELD_BOOL:
    case FIELD_TEXT:
    case FIELD_DECIMAL:
    case FIELD_FRACTION:
    case FIELD_WEIGHT:
    case FIELD_TIME:
    case FIELD_DAY:
        write_scalar(json, field->kind, nullable);
        break;
    }
}

void
schema_field(struct json *json, const char *name, const struct model_type *type,
             const struct model_field *field)
{
    json_open(json, name, '{');
    write_kind(json, field);
    if (is_input(type)) {
        write_limits(json, field);
        write_initial(json, field);
    }
    if (!str_is_null(field->doc) && field->source != SOURCE_PATH && field->source != SOURCE_QUERY)
        json_str(json, "description", field->doc);
    json_close(json, '}');
}

static void
write_required(struct json *json, const struct model_type *type)
{
    bool any = false;

    for (const struct model_field *field = type->fields; field != NULL; field = field->next) {
        if (!is_carried(type, field) || (is_input(type) && (field->flags & FIELD_REQUIRED) == 0))
            continue;
        if (!any)
            json_open(json, "required", '[');
        any = true;
        json_str(json, NULL, field->name);
    }
    if (any)
        json_close(json, ']');
}

static void
write_object(struct json *json, const struct model_type *type)
{
    json_name(json, type->name);
    json_open(json, NULL, '{');
    json_str(json, "type", STR("object"));
    if (!str_is_null(type->doc))
        json_str(json, "description", type->doc);
    json_open(json, "properties", '{');
    for (const struct model_field *field = type->fields; field != NULL; field = field->next) {
        if (!is_carried(type, field))
            continue;
        json_name(json, field->name);
        schema_field(json, NULL, type, field);
    }
    json_close(json, '}');
    write_required(json, type);
    json_bool(json, "additionalProperties", false);
    json_close(json, '}');
}

static void
write_enum(struct json *json, const struct model_enum *choices)
{
    json_name(json, choices->name);
    json_open(json, NULL, '{');
    json_str(json, "type", STR("string"));
    json_open(json, "enum", '[');
    for (const struct model_word *word = choices->words; word != NULL; word = word->next)
        json_str(json, NULL, word->name);
    json_close(json, ']');
    json_str(json, "description", choices->doc);
    json_close(json, '}');
}

/* The types that operations carry, themselves or inside each other. */
struct carried {
    struct carried *next;
    const struct model_type *type;
};

static bool
carries(const struct carried *first, const struct model_type *type)
{
    for (const struct carried *it = first; it != NULL; it = it->next) {
        if (it->type == type)
            return true;
    }
    return false;
}

static void
carry(struct arena *arena, struct carried **first, const struct model_type *type)
{
    struct carried *it;

    if (type == NULL || carries(*first, type))
        return;
    it = arena_new(arena, struct carried);
    if (it == NULL)
        return; /* the model knows that its arena failed */
    *it = (struct carried){.next = *first, .type = type};
    *first = it;
    for (const struct model_field *field = type->fields; field != NULL; field = field->next) {
        if (is_carried(type, field))
            carry(arena, first, field->type);
    }
}

void
schema_components(struct json *json, const struct model *model)
{
    struct carried *first = NULL;

    for (const struct model_op *op = model->ops; op != NULL; op = op->next) {
        if (op->in != NULL && schema_has_body(op->in))
            carry(model->arena, &first, op->in);
        carry(model->arena, &first, op->out);
    }
    for (const struct model_enum *choices = model->enums; choices != NULL; choices = choices->next)
        write_enum(json, choices);
    for (const struct model_type *type = model->types; type != NULL; type = type->next) {
        if (carries(first, type))
            write_object(json, type);
    }
}
