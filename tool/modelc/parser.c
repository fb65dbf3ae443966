/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From words to declarations, line by line. A fault costs its line (in a first line, the whole
 * declaration), and the parser goes on with the next, so that one run finds them all. Names are
 * left as written; linker.c resolves them.
 */
#include "tool/modelc/lexer.h"
#include "tool/modelc/parser.h"

struct parser {
    struct model *model;
    struct lexer lexer;
    struct token token; /* the one looked at */
    struct model_part *part;
};

/* Words of a field that are no type. */
static const struct {
    const char *name;
    unsigned flag;
    enum field_source source;
} field_words[] = {
    {"key", FIELD_KEY, SOURCE_BODY},
    {"etag", FIELD_ETAG, SOURCE_BODY},
    {"derived", FIELD_DERIVED, SOURCE_BODY},
    {"private", FIELD_PRIVATE, SOURCE_BODY},
    {"path", 0, SOURCE_PATH},
    {"query", 0, SOURCE_QUERY},
    {"header", 0, SOURCE_HEADER},
    {"verbatim", FIELD_VERBATIM, SOURCE_BODY},
};
#define FIELD_WORD_COUNT (sizeof(field_words) / sizeof(field_words[0]))

static void
step(struct parser *p)
{
    p->token = lexer_next(&p->lexer);
}

static bool
accept(struct parser *p, enum token_kind kind)
{
    if (p->token.kind != kind)
        return false;
    step(p);
    return true;
}

static bool
at_word(const struct parser *p, const char *word)
{
    return p->token.kind == TOKEN_NAME && str_eq(p->token.text, str_from(word));
}

static bool
accept_word(struct parser *p, const char *word)
{
    if (!at_word(p, word))
        return false;
    step(p);
    return true;
}

/* "`what` is expected, not …"; a token that is wrong in itself has had its fault already. */
static enum err
unexpected(struct parser *p, const char *what)
{
    if (p->token.kind == TOKEN_WRONG)
        return ERR_MALFORMED;
    if (p->token.kind == TOKEN_LINE || p->token.kind == TOKEN_END)
        model_fault(p->model, &p->token.place, "the line ends here; %s is expected", what);
    else
        model_fault(p->model, &p->token.place, "`%.*s` stands here; %s is expected",
                    STR_FMT(p->token.text), what);
    return ERR_MALFORMED;
}

static enum err
expect(struct parser *p, enum token_kind kind, const char *what, struct str *out)
{
    if (p->token.kind != kind)
        return unexpected(p, what);
    if (out != NULL)
        *out = p->token.text;
    step(p);
    return OK;
}

/* A name to be declared: C keeps some words for itself, and a dash belongs to if-match alone. */
static enum err
expect_name(struct parser *p, const char *what, struct str *out)
{
    static const char *const kept[] = {
        "auto",     "bool",     "break",  "case",     "char",   "const",  "continue",
        "default",  "do",       "double", "else",     "enum",   "extern", "false",
        "float",    "for",      "goto",   "if",       "inline", "int",    "long",
        "register", "restrict", "return", "short",    "signed", "sizeof", "static",
        "struct",   "switch",   "true",   "typedef",  "union",  "void",   "volatile",
        "while",    "asm",      "typeof", "unsigned", "unix",   "linux",
    };
    struct str name = p->token.text;

    if (p->token.kind != TOKEN_NAME)
        return unexpected(p, what);
    for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++) {
        if (str_eq(name, str_from(kept[i]))) {
            model_fault(p->model, &p->token.place, "`%s` is a word of C; choose another name",
                        kept[i]);
            return ERR_MALFORMED;
        }
    }
    if (memchr(name.ptr, '-', name.len) != NULL || name.len > MODEL_NAME_MAX) {
        model_fault(p->model, &p->token.place,
                    "`%.*s` is no name; use at most %u of a-z, 0-9 and _", STR_FMT(name),
                    MODEL_NAME_MAX);
        return ERR_MALFORMED;
    }
    *out = name;
    step(p);
    return OK;
}

/* The next line belongs to the declaration; false when a new declaration or the end follows. */
static bool
next_indented(struct parser *p)
{
    while (p->token.kind == TOKEN_LINE)
        step(p);
    return p->token.kind != TOKEN_END && p->token.place.column > 1;
}

static void
skip_line(struct parser *p)
{
    while (p->token.kind != TOKEN_LINE && p->token.kind != TOKEN_END)
        step(p);
}

static void
skip_declaration(struct parser *p)
{
    do
        skip_line(p);
    while (next_indented(p));
}

/* The doc behind a name: optional but in parts, enumerations, entities and events. */
static struct str
doc_of(struct parser *p)
{
    struct str doc = p->token.text;

    return accept(p, TOKEN_TEXT) ? doc : (struct str){0};
}

static enum err
parse_part(struct parser *p, const struct model_place *place)
{
    struct model_part *part = arena_new(p->model->arena, struct model_part);
    struct str name;

    TRY(expect_name(p, "the name of the part", &name));
    if (part == NULL)
        return ERR_MEMORY;
    *part = (struct model_part){.place = *place, .name = name, .number = p->model->part_count};
    TRY(expect(p, TOKEN_TEXT, "what the part is for, in quotes,", &part->doc));
    if (p->part != NULL) {
        model_fault(p->model, place, "a second part; a file holds one, put it in its own file");
        return ERR_MALFORMED;
    }
    if (model_part_named(p->model, name) != NULL)
        model_fault(p->model, place, "part `%.*s` is there already; name each file once",
                    STR_FMT(name));
    if (p->model->part_count++ == MODEL_PART_MAX)
        model_fault(p->model, place, "too many parts; %u are the most", MODEL_PART_MAX);
    CHAIN(p->model->parts, part);
    p->part = part;
    return OK;
}

static enum err
parse_word(struct parser *p, struct model_enum *choices)
{
    struct model_word *word = arena_new(p->model->arena, struct model_word);
    struct model_place place = p->token.place;

    if (word == NULL)
        return ERR_MEMORY;
    TRY(expect(p, TOKEN_NAME, "a word of the enumeration", &word->name));
    if (memchr(word->name.ptr, '-', word->name.len) != NULL || word->name.len > MODEL_NAME_MAX ||
        str_eq(word->name, STR("null"))) {
        model_fault(p->model, &place,
                    "`%.*s` is no word for an enumeration; use at most %u of "
                    "a-z, 0-9 and _, and not `null`",
                    STR_FMT(word->name), MODEL_NAME_MAX);
        return ERR_MALFORMED;
    }
    word->place = place;
    word->value = (int)++choices->word_count;
    CHAIN(choices->words, word);
    return OK;
}

/* The words follow on the same line, or on indented lines that begin with `|`. */
static enum err
parse_enum(struct parser *p, const struct model_place *place)
{
    struct model_enum *choices = arena_new(p->model->arena, struct model_enum);

    if (choices == NULL)
        return ERR_MEMORY;
    choices->part = p->part;
    choices->place = *place;
    TRY(expect_name(p, "the name of the enumeration", &choices->name));
    TRY(expect(p, TOKEN_TEXT, "what the enumeration is, in quotes,", &choices->doc));
    TRY(parse_word(p, choices));
    for (;;) {
        if (p->token.kind == TOKEN_LINE && !next_indented(p))
            break;
        if (p->token.kind == TOKEN_END)
            break;
        TRY(expect(p, TOKEN_BAR, "`|` and another word", NULL));
        TRY(parse_word(p, choices));
    }
    if (choices->word_count > MODEL_WORD_MAX)
        model_fault(p->model, place, "%zu words; %u are the most", choices->word_count,
                    MODEL_WORD_MAX);
    CHAIN(p->model->enums, choices);
    return OK;
}

static bool
at_field_word(const struct parser *p, size_t *ret_which)
{
    for (size_t i = 0; i < FIELD_WORD_COUNT; i++) {
        if (at_word(p, field_words[i].name)) {
            *ret_which = i;
            return true;
        }
    }
    return false;
}

/* `type[?] [-> entity] [min..max] [= default]`, or nothing at all. */
static enum err
parse_field_type(struct parser *p, struct model_field *field)
{
    struct model_written *written = &field->written;
    size_t which;

    if (p->token.kind != TOKEN_NAME || at_field_word(p, &which))
        return OK;
    written->type = p->token.text;
    step(p);
    if (accept(p, TOKEN_LIST))
        written->is_list = true;
    else if (accept(p, TOKEN_OPTIONAL))
        field->flags |= FIELD_NULLABLE;
    if (accept(p, TOKEN_ARROW))
        TRY(expect(p, TOKEN_NAME, "the entity that the id is of", &written->refers));
    if (p->token.kind == TOKEN_NUMBER || p->token.kind == TOKEN_RANGE) {
        field->has_limits = true;
        if (p->token.kind == TOKEN_NUMBER)
            TRY(expect(p, TOKEN_NUMBER, "a number", &written->min));
        TRY(expect(p, TOKEN_RANGE, "`..` between least and most", NULL));
        if (p->token.kind == TOKEN_NUMBER || str_is_null(written->min))
            TRY(expect(p, TOKEN_NUMBER, "the most that is allowed", &written->max));
    }
    if (accept(p, TOKEN_EQUALS)) {
        field->has_initial = true;
        written->initial_is_text = p->token.kind == TOKEN_TEXT;
        written->initial = p->token.text;
        if (!accept(p, TOKEN_TEXT) && !accept(p, TOKEN_NUMBER))
            TRY(expect(p, TOKEN_NAME, "the default", NULL));
    }
    return OK;
}

static enum err
parse_field_words(struct parser *p, struct model_field *field)
{
    size_t which;

    while (at_field_word(p, &which)) {
        bool twice = field_words[which].flag != 0 ? (field->flags & field_words[which].flag) != 0
                                                  : field->source != SOURCE_BODY;
        if (twice) {
            model_fault(p->model, &p->token.place, "`%s` is one too many; keep one",
                        field_words[which].name);
            return ERR_MALFORMED;
        }
        field->flags |= field_words[which].flag;
        if (field_words[which].flag == 0)
            field->source = field_words[which].source;
        step(p);
    }
    return OK;
}

static enum err
parse_field(struct parser *p, struct model_type *type)
{
    struct model_field *field = arena_new(p->model->arena, struct model_field);

    if (field == NULL)
        return ERR_MEMORY;
    field->place = p->token.place;
    TRY(expect_name(p, "the name of a field", &field->name));
    TRY(parse_field_type(p, field));
    TRY(parse_field_words(p, field));
    field->doc = doc_of(p);
    if (p->token.kind != TOKEN_LINE && p->token.kind != TOKEN_END)
        return unexpected(p, "name type[?] [min..max] [= default] [flags] [\"doc\"] in this order");
    if (model_field_named(type, field->name) != NULL) {
        model_fault(p->model, &field->place, "`%.*s` is there already; a field has one line",
                    STR_FMT(field->name));
        return OK;
    }
    type->field_count++;
    CHAIN(type->fields, field);
    return OK;
}

static enum err
parse_type(struct parser *p, const struct model_place *place, enum model_form form)
{
    struct model_type *type = arena_new(p->model->arena, struct model_type);

    if (type == NULL)
        return ERR_MEMORY;
    type->part = p->part;
    type->place = *place;
    type->form = form;
    TRY(expect_name(p, "the name of the type", &type->name));
    if (form != FORM_ENTITY && accept_word(p, "of"))
        TRY(expect(p, TOKEN_NAME, "the entity that it is of", &type->of_name));
    if (form == FORM_ENTITY)
        TRY(expect(p, TOKEN_TEXT, "what the entity is, in quotes,", &type->doc));
    else
        type->doc = doc_of(p);
    if (p->token.kind != TOKEN_LINE && p->token.kind != TOKEN_END)
        return unexpected(p, form == FORM_ENTITY ? "the end of the line"
                                                 : "[of ENTITY] [\"doc\"] and the end of the line");
    while (next_indented(p)) {
        if (parse_field(p, type) != OK)
            skip_line(p);
    }
    CHAIN(p->model->types, type);
    return OK;
}

static enum err
parse_entity(struct parser *p, const struct model_place *place)
{
    return parse_type(p, place, FORM_ENTITY);
}

static enum err
parse_view(struct parser *p, const struct model_place *place)
{
    return parse_type(p, place, FORM_VIEW);
}

static enum err
parse_input(struct parser *p, const struct model_place *place)
{
    return parse_type(p, place, FORM_INPUT);
}

static enum err
parse_patch(struct parser *p, const struct model_place *place)
{
    return parse_type(p, place, FORM_PATCH);
}

static enum err
parse_event(struct parser *p, const struct model_place *place)
{
    struct model_event *event = arena_new(p->model->arena, struct model_event);

    if (event == NULL)
        return ERR_MEMORY;
    event->part = p->part;
    event->place = *place;
    TRY(expect_name(p, "the name of the event", &event->name));
    TRY(expect(p, TOKEN_TEXT, "what happened, in quotes,", &event->doc));
    CHAIN(p->model->events, event);
    return OK;
}

/* One option behind the path of an operation. */
static enum err
parse_op_option(struct parser *p, struct model_op *op)
{
    static const struct {
        const char *name;
        unsigned flag;
    } words[] = {{"long", OP_LONG},   {"if-match", OP_IF_MATCH}, {"created", OP_CREATED},
                 {"reads", OP_READS}, {"upload", OP_UPLOAD},     {"daily", OP_DAILY}};

    if (str_is_null(op->in_name) && accept_word(p, "in"))
        return expect(p, TOKEN_NAME, "the input", &op->in_name);
    if (str_is_null(op->out_name) && accept_word(p, "out")) {
        TRY(expect(p, TOKEN_NAME, "what it answers", &op->out_name));
        if (accept(p, TOKEN_LIST))
            op->flags |= OP_PAGE;
        return OK;
    }
    if (str_is_null(op->role_name) && accept_word(p, "role"))
        return expect(p, TOKEN_NAME, "a role", &op->role_name);
    if (!op->prepare && accept_word(p, "prepare")) {
        op->prepare = true;
        return OK;
    }
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if ((op->flags & words[i].flag) == 0 && accept_word(p, words[i].name)) {
            op->flags |= words[i].flag;
            return OK;
        }
    }
    return unexpected(
        p, "once each: in, out, role, long, prepare, if-match, created, reads, upload, daily");
}

static enum err
parse_method(struct parser *p, enum op_method *out)
{
    static const char *const methods[] = {"GET", "POST", "PUT", "PATCH", "DELETE"};

    for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++) {
        if (p->token.kind == TOKEN_METHOD && str_eq(p->token.text, str_from(methods[i]))) {
            *out = (enum op_method)i;
            step(p);
            return OK;
        }
    }
    return unexpected(p, "GET, POST, PUT, PATCH or DELETE");
}

static enum err
parse_op(struct parser *p, const struct model_place *place)
{
    struct model_op *op = arena_new(p->model->arena, struct model_op);

    if (op == NULL)
        return ERR_MEMORY;
    op->part = p->part;
    op->place = *place;
    TRY(expect_name(p, "the name of the operation", &op->name));
    TRY(parse_method(p, &op->method));
    TRY(expect(p, TOKEN_PATH, "a path such as /api/v1/objectives/{id}", &op->path));
    while (p->token.kind != TOKEN_LINE && p->token.kind != TOKEN_END)
        TRY(parse_op_option(p, op));
    if (next_indented(p))
        TRY(expect(p, TOKEN_TEXT, "what the operation does, in quotes,", &op->doc));
    CHAIN(p->model->ops, op);
    return OK;
}

static enum err
parse_declaration(struct parser *p)
{
    static const struct {
        const char *word;
        enum err (*parse)(struct parser *p, const struct model_place *place);
    } declarations[] = {
        {"part", parse_part},   {"enum", parse_enum},   {"entity", parse_entity},
        {"view", parse_view},   {"input", parse_input}, {"patch", parse_patch},
        {"event", parse_event}, {"op", parse_op},
    };
    struct model_place place = p->token.place;

    if (p->token.kind != TOKEN_WRONG && place.column > 1) {
        model_fault(p->model, &place,
                    "an indented line belongs to nothing here; declarations "
                    "start in the first column");
        return ERR_MALFORMED;
    }
    if (p->part == NULL && !at_word(p, "part"))
        return unexpected(p, "`part NAME \"doc\"` before all else");
    for (size_t i = 0; i < sizeof(declarations) / sizeof(declarations[0]); i++) {
        if (accept_word(p, declarations[i].word)) {
            TRY(declarations[i].parse(p, &place));
            if (p->token.kind == TOKEN_LINE && next_indented(p))
                return unexpected(p, "a new declaration in the first column");
            return p->token.kind == TOKEN_END || p->token.place.column == 1
                       ? OK
                       : unexpected(p, "the end of the line");
        }
    }
    return unexpected(p, "enum, entity, view, input, patch, event or op");
}

void
model_parse(struct model *model, const char *file, struct str text)
{
    struct parser p = {.model = model};

    lexer_init(&p.lexer, model, file, text);
    step(&p);
    while (p.token.kind == TOKEN_LINE)
        step(&p);
    if (p.token.kind == TOKEN_END) {
        model_fault(model, &p.token.place, "the file is empty; begin with `part NAME \"doc\"`");
        return;
    }
    while (p.token.kind != TOKEN_END) {
        enum err err = parse_declaration(&p);
        if (p.part == NULL || err == ERR_MEMORY)
            return;
        if (err != OK)
            skip_declaration(&p);
        while (p.token.kind == TOKEN_LINE)
            step(&p);
    }
}
