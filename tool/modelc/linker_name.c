/* SPDX-License-Identifier: Apache-2.0 */
/* Which names may stand beside each other: in the model, and in the C that is made of it. */
#include "tool/modelc/parser.h"

/* Words of the language, and tags that base/, db/ and model/ have taken. */
static const char *const kept_names[] = {
    "arena",     "bool",       "bound_query", "buf",          "call",       "choice",   "conn",
    "day",       "decimal",    "derived",     "engine",       "err",        "etag",     "fault",
    "field",     "field_flag", "field_kind",  "field_source", "fraction",   "header",   "id",
    "id_list",   "int",        "key",         "list",         "maybe",      "op",       "op_flag",
    "op_method", "page",       "path",        "private",      "query",      "str",      "text",
    "text_list", "time",       "type",        "value",        "value_kind", "verbatim", "weight",
    "who",
};

static void
check_kept(struct model *model, const struct model_place *place, struct str name)
{
    for (size_t i = 0; i < sizeof(kept_names) / sizeof(kept_names[0]); i++) {
        if (str_eq(name, str_from(kept_names[i])))
            model_fault(model, place,
                        "`%s` is taken by the language or by the server; choose "
                        "another name",
                        kept_names[i]);
    }
}

static void
fault_twice(struct model *model, const struct model_place *place, struct str name,
            const struct model_place *first)
{
    model_fault(model, place, "`%.*s` is declared in %s:%u already; choose another name",
                STR_FMT(name), first->file, first->line);
}

/* For each list T_list and page T_page there is a struct beside T. */
static void
check_suffix(struct model *model, const struct model_place *place, struct str name)
{
    static const char *const suffixes[] = {"_list", "_page"};

    for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
        struct str suffix = str_from(suffixes[i]);
        const struct model_type *type;
        if (!str_ends(name, suffix))
            continue;
        type = model_type_named(model, str_slice(name, 0, name.len - suffix.len));
        if (type != NULL)
            model_fault(model, place, "`%.*s` is a struct made for `%.*s`; choose another name",
                        STR_FMT(name), STR_FMT(type->name));
    }
}

void
link_names(struct model *model)
{
    for (const struct model_enum *e = model->enums; e != NULL; e = e->next) {
        const struct model_enum *first = model_enum_named(model, e->name);
        check_kept(model, &e->place, e->name);
        check_suffix(model, &e->place, e->name);
        if (first != e)
            fault_twice(model, &e->place, e->name, &first->place);
        for (const struct model_word *a = e->words; a != NULL; a = a->next) {
            for (const struct model_word *b = e->words; b != a; b = b->next) {
                if (str_eq(a->name, b->name))
                    fault_twice(model, &a->place, a->name, &b->place);
            }
        }
    }
    for (const struct model_type *t = model->types; t != NULL; t = t->next) {
        const struct model_type *first = model_type_named(model, t->name);
        const struct model_enum *e = model_enum_named(model, t->name);
        check_kept(model, &t->place, t->name);
        check_suffix(model, &t->place, t->name);
        if (first != t)
            fault_twice(model, &t->place, t->name, &first->place);
        else if (e != NULL)
            fault_twice(model, &t->place, t->name, &e->place);
    }
    for (const struct model_event *a = model->events; a != NULL; a = a->next) {
        for (const struct model_event *b = model->events; b != a; b = b->next) {
            if (str_eq(a->name, b->name))
                fault_twice(model, &a->place, a->name, &b->place);
        }
    }
    for (const struct model_op *o = model->ops; o != NULL; o = o->next) {
        const struct model_op *first = model_op_named(model, o->name);
        if (first != o)
            fault_twice(model, &o->place, o->name, &first->place);
    }
}

/* A constant of the generated C, and the line it comes from. */
struct constant {
    struct constant *next;
    struct str name;
    const struct model_place *place;
};

static void
add_constant(struct model *model, struct constant **first, const char *prefix, struct str a,
             struct str b, const struct model_place *place)
{
    struct constant *constant = arena_new(model->arena, struct constant);
    struct str name =
        str_fmt(model->arena, "%s%.*s%s%.*s", prefix, STR_FMT(a), b.len > 0 ? "_" : "", STR_FMT(b));

    if (constant == NULL || str_is_null(name))
        return;
    *constant = (struct constant){.next = *first, .name = name, .place = place};
    for (const struct constant *other = *first; other != NULL; other = other->next) {
        if (str_eq(other->name, name)) {
            struct str upper = model_upper(model->arena, name);
            model_fault(model, place, "this and %s:%u are both %.*s in C; rename one",
                        other->place->file, other->place->line, STR_FMT(upper));
            return;
        }
    }
    *first = constant;
}

void
link_constants(struct model *model)
{
    struct constant *first = NULL;

    for (const struct model_enum *e = model->enums; e != NULL; e = e->next) {
        add_constant(model, &first, "", e->name, STR("null"), &e->place);
        for (const struct model_word *word = e->words; word != NULL; word = word->next)
            add_constant(model, &first, "", e->name, word->name, &word->place);
    }
    for (const struct model_type *t = model->types; t != NULL; t = t->next) {
        if (t->form != FORM_INPUT && t->form != FORM_PATCH)
            continue;
        for (const struct model_field *f = t->fields; f != NULL; f = f->next)
            add_constant(model, &first, "", t->name, f->name, &f->place);
    }
    for (const struct model_event *event = model->events; event != NULL; event = event->next)
        add_constant(model, &first, "event_", event->name, STR(""), &event->place);
}
