/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Resolves what the parser left as words, over all parts from left to right: entities first,
 * because views and inputs take fields over from them, then the rest, then operations.
 *
 * An id may name an entity of any part: it is a number in a column, and no C type depends on it.
 * All other names must be of the same part or of one to its left.
 */
#include "tool/modelc/parser.h"

#define INT_LIMIT MODEL_ID_MAX

static const struct {
    const char *name;
    enum field_kind kind;
    enum field_kind list; /* the same when the kind has no list */
} kinds[] = {
    {"id", FIELD_ID, FIELD_ID_LIST},
    {"int", FIELD_INT, FIELD_INT},
    {"bool", FIELD_BOOL, FIELD_BOOL},
    {"text", FIELD_TEXT, FIELD_TEXT_LIST},
    {"decimal", FIELD_DECIMAL, FIELD_DECIMAL},
    {"fraction", FIELD_FRACTION, FIELD_FRACTION},
    {"weight", FIELD_WEIGHT, FIELD_WEIGHT},
    {"time", FIELD_TIME, FIELD_TIME},
    {"day", FIELD_DAY, FIELD_DAY},
};
#define KIND_COUNT (sizeof(kinds) / sizeof(kinds[0]))

static bool
is_input(const struct model_type *type)
{
    return type->form == FORM_INPUT || type->form == FORM_PATCH;
}

static bool
is_scaled(enum field_kind kind)
{
    return kind == FIELD_DECIMAL || kind == FIELD_FRACTION || kind == FIELD_WEIGHT;
}

static bool
is_object(enum field_kind kind)
{
    return kind == FIELD_OBJECT || kind == FIELD_LIST;
}

/* The kind by its word, or by the type or enumeration of that name. */
static bool
resolve_kind(struct model *model, const struct model_type *type, struct model_field *field)
{
    struct str word = field->written.type;
    const struct model_part *part;

    for (size_t i = 0; i < KIND_COUNT; i++) {
        if (!str_eq(word, str_from(kinds[i].name)))
            continue;
        field->kind = field->written.is_list ? kinds[i].list : kinds[i].kind;
        if (field->written.is_list && kinds[i].list == kinds[i].kind) {
            model_fault(model, &field->place,
                        "there is no list of `%s`; lists hold id, text, "
                        "views or inputs",
                        kinds[i].name);
            return false;
        }
        return true;
    }
    field->choices = model_enum_named(model, word);
    field->type = model_type_named(model, word);
    if (field->choices == NULL && field->type == NULL) {
        model_fault(model, &field->place,
                    "no kind, enumeration or type is called `%.*s`; declare "
                    "it, or mend the word",
                    STR_FMT(word));
        return false;
    }
    part = field->choices != NULL ? field->choices->part : field->type->part;
    if (!model_part_may_use(type->part, part)) {
        model_fault(model, &field->place,
                    "`%.*s` is of part `%.*s`, to the right; move it left, or "
                    "this there",
                    STR_FMT(word), STR_FMT(part->name));
        return false;
    }
    if (field->choices != NULL && field->written.is_list) {
        model_fault(model, &field->place,
                    "there is no list of an enumeration; lists hold id, text, "
                    "views or inputs");
        return false;
    }
    if (field->choices != NULL)
        field->kind = FIELD_ENUM;
    else
        field->kind = field->written.is_list ? FIELD_LIST : FIELD_OBJECT;
    return true;
}

static void
resolve_reference(struct model *model, struct model_field *field)
{
    if (str_is_null(field->written.refers))
        return;
    field->refers = model_entity_named(model, field->written.refers);
    if (field->kind != FIELD_ID && field->kind != FIELD_ID_LIST)
        model_fault(model, &field->place, "`->` belongs to id; write `id -> %.*s`",
                    STR_FMT(field->written.refers));
    else if (field->refers == NULL)
        model_fault(model, &field->place,
                    "no entity is called `%.*s`; declare it, or mend the word",
                    STR_FMT(field->written.refers));
}

/* A number as the file writes it, in the unit of the kind. */
static bool
read_number(struct model *model, const struct model_field *field, struct str text, int64_t *out)
{
    int places = 0;
    int64_t max = INT_LIMIT;

    if (field->kind == FIELD_DECIMAL) {
        places = DECIMAL_PLACES;
        max = DECIMAL_MAX;
    } else if (field->kind == FIELD_FRACTION) {
        places = FRACTION_PLACES;
        max = FRACTION_RAW_MAX;
    } else if (field->kind == FIELD_WEIGHT) {
        places = WEIGHT_PLACES;
        max = WEIGHT_MAX;
    }
    if (scaled_parse(text, places, max, out) == OK)
        return true;
    model_fault(model, &field->place,
                "`%.*s` is out of reach, or has more than %d decimals; write "
                "a number that the kind can hold",
                STR_FMT(text), places);
    return false;
}

static void
resolve_limits(struct model *model, struct model_field *field)
{
    bool counts = field->kind == FIELD_TEXT || model_kind_is_list(field->kind);

    field->min = counts ? 0 : -INT_LIMIT;
    field->max = INT_LIMIT;
    if (!field->has_limits)
        return;
    if (!counts && field->kind != FIELD_INT && !is_scaled(field->kind)) {
        model_fault(model, &field->place,
                    "limits belong to numbers, texts and lists; take `..` away");
        return;
    }
    if (!str_is_null(field->written.min) &&
        !read_number(model, field, field->written.min, &field->min))
        return;
    if (!str_is_null(field->written.max) &&
        !read_number(model, field, field->written.max, &field->max))
        return;
    if (counts && field->min < 0)
        model_fault(model, &field->place, "a length below 0; begin at 0");
    if (field->min > field->max)
        model_fault(model, &field->place, "the least is more than the most; turn them round");
}

static bool
initial_is_of_kind(struct model *model, struct model_field *field)
{
    struct str word = field->written.initial;

    switch (field->kind) {
    case FIELD_TEXT:
        field->initial_text = word;
        return field->written.initial_is_text;
    case FIELD_BOOL:
        field->initial = str_eq(word, STR("true"));
        return str_eq(word, STR("true")) || str_eq(word, STR("false"));
    case FIELD_ENUM:
        for (const struct model_word *w = field->choices->words; w != NULL; w = w->next) {
            if (str_eq(w->name, word)) {
                field->initial = w->value;
                return true;
            }
        }
        return false;
    case FIELD_INT:
    case FIELD_DECIMAL:
    case FIELD_FRACTION:
    case FIELD_WEIGHT:
        return !field->written.initial_is_text && read_number(model, field, word, &field->initial);
    case FIELD_ID:
    case FIELD_TIME:
    case FIELD_DAY:
    case FIELD_OBJECT:
    case FIELD_LIST:
    case FIELD_ID_LIST:
    case FIELD_TEXT_LIST:
        return false;
    }
    return false;
}

static void
resolve_initial(struct model *model, struct model_field *field)
{
    unsigned faults_before = model->fault_count;
    int64_t measure;

    if (!field->has_initial)
        return;
    if (!initial_is_of_kind(model, field)) {
        if (model->fault_count == faults_before) /* else it is told already */
            model_fault(model, &field->place,
                        "`%.*s` is no default for this kind; ids, times, days and "
                        "lists have none",
                        STR_FMT(field->written.initial));
        return;
    }
    measure =
        field->kind == FIELD_TEXT ? (int64_t)str_utf8_count(field->initial_text) : field->initial;
    if (field->has_limits && (measure < field->min || measure > field->max))
        model_fault(model, &field->place, "the default is outside the limits; mend one of them");
    if ((field->flags & FIELD_NULLABLE) != 0)
        model_fault(model, &field->place,
                    "a default and `?`; a member that has a default is never "
                    "null, take one away");
}

/* Which flags and kinds a field may have depends on what it is a field of. */
static void
check_entity_field(struct model *model, const struct model_field *field)
{
    if (is_object(field->kind) || model_kind_is_list(field->kind))
        model_fault(model, &field->place,
                    "an entity has columns, and this is none; put it in a view");
    if (field->source != SOURCE_BODY)
        model_fault(model, &field->place, "path, query and header belong to inputs; take it away");
}

static void
check_view_field(struct model *model, const struct model_field *field)
{
    if (field->source != SOURCE_BODY)
        model_fault(model, &field->place, "path, query and header belong to inputs; take it away");
    if ((field->flags & FIELD_DERIVED) != 0 || field->has_initial)
        model_fault(model, &field->place, "derived and defaults belong to entities; take it away");
    if (is_object(field->kind) && is_input(field->type))
        model_fault(model, &field->place, "`%.*s` goes in; a view holds views and entities",
                    STR_FMT(field->type->name));
}

static void
check_input_field(struct model *model, const struct model_type *type,
                  const struct model_field *field)
{
    bool many = is_object(field->kind) || model_kind_is_list(field->kind);

    if ((field->flags & (FIELD_PRIVATE | FIELD_DERIVED | FIELD_KEY | FIELD_ETAG)) != 0)
        model_fault(model, &field->place,
                    "key, etag, derived and private belong to entities; take "
                    "it away");
    if (is_object(field->kind) && field->type->form != FORM_INPUT)
        model_fault(model, &field->place, "`%.*s` is no input; an input holds inputs",
                    STR_FMT(field->type->name));
    if (field->source != SOURCE_BODY && many)
        model_fault(model, &field->place,
                    "objects and lists come in the body; take `path`, `query` "
                    "or `header` away");
    if (field->source == SOURCE_PATH &&
        ((field->flags & FIELD_NULLABLE) != 0 || field->has_initial))
        model_fault(model, &field->place,
                    "a path member is always there; take `?` and the default "
                    "away");
    if (field->kind == FIELD_TEXT && field->max == INT_LIMIT)
        model_fault(model, &field->place, "a text that goes in needs a limit; write min..max");
    if (type->form == FORM_PATCH && field->has_initial && !str_is_null(field->written.type))
        model_fault(model, &field->place,
                    "a patch leaves alone what is not given; take the default "
                    "away");
}

static void
check_field(struct model *model, const struct model_type *type, const struct model_field *field)
{
    if ((field->flags & FIELD_NULLABLE) != 0 && (field->flags & (FIELD_KEY | FIELD_ETAG)) != 0)
        model_fault(model, &field->place, "key and etag are never null; take `?` away");
    if ((field->flags & FIELD_KEY) != 0 && field->kind != FIELD_ID)
        model_fault(model, &field->place, "a key is an id; write `id key`");
    if ((field->flags & FIELD_ETAG) != 0 && field->kind != FIELD_INT)
        model_fault(model, &field->place, "an etag is an int; write `int etag`");
    if ((field->flags & FIELD_VERBATIM) != 0 && (field->kind != FIELD_TEXT || !is_input(type)))
        model_fault(model, &field->place, "verbatim belongs to a text that goes in; take it away");
    if (type->form == FORM_ENTITY)
        check_entity_field(model, field);
    else if (type->form == FORM_VIEW)
        check_view_field(model, field);
    else
        check_input_field(model, type, field);
}

/* What a field without a type takes from its entity. */
static bool
take_from_entity(struct model *model, const struct model_type *type, struct model_field *field)
{
    const struct model_field *from;

    if (type->of == NULL || !is_input(type)) {
        model_fault(model, &field->place, "`%.*s` has no type; write one%s", STR_FMT(field->name),
                    is_input(type) ? ", or `of ENTITY` behind the input's name" : "");
        return false;
    }
    from = model_field_named(type->of, field->name);
    if (from == NULL) {
        model_fault(model, &field->place,
                    "entity `%.*s` has no field `%.*s`; write a type, or mend "
                    "the name",
                    STR_FMT(type->of->name), STR_FMT(field->name));
        return false;
    }
    if ((from->flags & (FIELD_DERIVED | FIELD_PRIVATE | FIELD_KEY)) != 0) {
        model_fault(model, &field->place,
                    "`%.*s` is derived, private or the key, never taken from a "
                    "person; leave it out, or give it a type of its own",
                    STR_FMT(field->name));
        return false;
    }
    field->kind = from->kind;
    field->flags |= from->flags & FIELD_NULLABLE;
    field->has_limits = from->has_limits;
    field->min = from->min;
    field->max = from->max;
    field->has_initial = from->has_initial && type->form == FORM_INPUT;
    field->initial = from->initial;
    field->initial_text = from->initial_text;
    field->choices = from->choices;
    field->refers = from->refers;
    if (str_is_null(field->doc))
        field->doc = from->doc;
    return true;
}

static void
link_field(struct model *model, const struct model_type *type, struct model_field *field)
{
    if (str_is_null(field->written.type)) {
        if (!take_from_entity(model, type, field))
            return;
    } else {
        if (!resolve_kind(model, type, field))
            return;
        if (model_kind_is_list(field->kind) && !field->has_limits) {
            field->has_limits = is_input(type);
            field->written.max = STR("200");
            _Static_assert(LIST_LENGTH_MAX == 200, "the text above says the same");
        }
        resolve_reference(model, field);
        resolve_limits(model, field);
        resolve_initial(model, field);
    }
    check_field(model, type, field);
    if (is_input(type) &&
        (field->source == SOURCE_PATH ||
         (type->form == FORM_INPUT && (field->flags & FIELD_NULLABLE) == 0 && !field->has_initial &&
          (!model_kind_is_list(field->kind) || field->min > 0))))
        field->flags |= FIELD_REQUIRED;
}

/* A view takes over every field of its entity that is not private, in order, before its own. */
static void
take_over(struct model *model, struct model_type *view)
{
    struct model_field *own = view->fields;
    struct model_field **tail = &view->fields;

    for (const struct model_field *from = view->of->fields; from != NULL; from = from->next) {
        struct model_field *copy;
        if ((from->flags & FIELD_PRIVATE) != 0)
            continue;
        for (struct model_field *twice = own; twice != NULL; twice = twice->next) {
            if (str_eq(twice->name, from->name))
                model_fault(model, &twice->place,
                            "`%.*s` is taken over from `%.*s` already; take "
                            "this line away",
                            STR_FMT(twice->name), STR_FMT(view->of->name));
        }
        copy = arena_new(model->arena, struct model_field);
        if (copy == NULL)
            return;
        *copy = *from;
        copy->has_initial = false;
        copy->written.type = (struct str){0};
        *tail = copy;
        tail = &copy->next;
        view->field_count++;
    }
    *tail = own;
}

static void
link_type(struct model *model, struct model_type *type)
{
    unsigned key_count = 0;
    unsigned etag_count = 0;

    if (!str_is_null(type->of_name)) {
        type->of = model_entity_named(model, type->of_name);
        if (type->of == NULL)
            model_fault(model, &type->place,
                        "no entity is called `%.*s`; declare it, or mend the "
                        "word behind `of`",
                        STR_FMT(type->of_name));
        else if (!model_part_may_use(type->part, type->of->part))
            model_fault(model, &type->place,
                        "`%.*s` is of part `%.*s`, to the right; move it left, "
                        "or this there",
                        STR_FMT(type->of_name), STR_FMT(type->of->part->name));
    }
    for (struct model_field *field = type->fields; field != NULL; field = field->next)
        link_field(model, type, field);
    if (type->form == FORM_VIEW && type->of != NULL)
        take_over(model, type);
    for (const struct model_field *field = type->fields; field != NULL; field = field->next) {
        key_count += (field->flags & FIELD_KEY) != 0;
        etag_count += (field->flags & FIELD_ETAG) != 0;
    }
    if (key_count > 1 || etag_count > 1)
        model_fault(model, &type->place, "`%.*s` has two keys or two etags; keep one",
                    STR_FMT(type->name));
    if (type->field_count == 0)
        model_fault(model, &type->place, "`%.*s` has no fields; give it one", STR_FMT(type->name));
    if (type->field_count > TYPE_FIELD_MAX)
        model_fault(model, &type->place, "`%.*s` has %zu fields; %u are the most",
                    STR_FMT(type->name), type->field_count, TYPE_FIELD_MAX);
}

void
model_link(struct model *model)
{
    link_names(model);
    if (model->fault_count > 0)
        return; /* what could not be read would only be missed once more below */
    for (struct model_type *type = model->types; type != NULL; type = type->next) {
        if (type->form == FORM_ENTITY)
            link_type(model, type);
    }
    for (struct model_type *type = model->types; type != NULL; type = type->next) {
        if (type->form != FORM_ENTITY)
            link_type(model, type);
    }
    link_ops(model);
    if (model->fault_count == 0)
        link_constants(model);
}
