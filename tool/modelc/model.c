/* SPDX-License-Identifier: Apache-2.0 */
/* The model as a whole: its life, its faults, and looking things up by name. */
#include "tool/modelc/model.h"

#include <errno.h>
#include <sys/stat.h>

void
model_init(struct model *model, struct arena *arena)
{
    *model = (struct model){.arena = arena};
    buf_init(&model->report, MODEL_REPORT_MAX);
}

void
model_release(struct model *model)
{
    buf_release(&model->report);
}

static void
close_file(FILE **file)
{
    if (*file != NULL)
        fclose(*file);
}

enum err
model_read(struct model *model, const char *path)
{
    __attribute__((cleanup(close_file))) FILE *file = fopen(path, "rb");
    struct stat stat;
    char *text;
    size_t len;

    if (file == NULL || fstat(fileno(file), &stat) != 0 || !S_ISREG(stat.st_mode))
        return ERR_GONE;
    if (stat.st_size > (off_t)MODEL_FILE_MAX)
        return ERR_TOO_LARGE;
    text = arena_alloc(model->arena, (size_t)stat.st_size + 1);
    if (text == NULL)
        return ERR_MEMORY;
    len = fread(text, 1, (size_t)stat.st_size, file);
    if (ferror(file))
        return ERR_GONE;
    model_parse(model, path, (struct str){.ptr = text, .len = len});
    return OK;
}

enum err
model_failed(const struct model *model)
{
    if (model->fault_count > 0)
        return ERR_INVALID;
    TRY(arena_failed(model->arena));
    return buf_failed(&model->report);
}

struct str
model_report(const struct model *model)
{
    return buf_str(&model->report);
}

void
model_fault(struct model *model, const struct model_place *place, const char *format, ...)
{
    char line[MODEL_DOC_MAX];
    va_list args;

    model->fault_count++;
    if (model->fault_count > MODEL_FAULT_MAX)
        return;
    va_start(args, format);
    vsnprintf(line, sizeof(line), format, args);
    va_end(args);
    buf_fmt(&model->report, "%s:%u:%u: %s\n", place->file, place->line, place->column, line);
    if (model->fault_count == MODEL_FAULT_MAX)
        buf_fmt(&model->report, "%s: more faults are not shown; mend these first\n", place->file);
}

/* The search is the same for everything that is chained and has a name. */
#define FIND_NAMED(first, wanted)                                                                  \
    for (__auto_type it_ = (first); it_ != NULL; it_ = it_->next) {                                \
        if (str_eq(it_->name, (wanted)))                                                           \
            return it_;                                                                            \
    }                                                                                              \
    return NULL

const struct model_part *
model_part_named(const struct model *model, struct str name)
{
    FIND_NAMED(model->parts, name);
}

const struct model_enum *
model_enum_named(const struct model *model, struct str name)
{
    FIND_NAMED(model->enums, name);
}

const struct model_type *
model_type_named(const struct model *model, struct str name)
{
    FIND_NAMED(model->types, name);
}

const struct model_type *
model_entity_named(const struct model *model, struct str name)
{
    const struct model_type *type = model_type_named(model, name);

    return type != NULL && type->form == FORM_ENTITY ? type : NULL;
}

const struct model_op *
model_op_named(const struct model *model, struct str name)
{
    FIND_NAMED(model->ops, name);
}

struct model_field *
model_field_named(const struct model_type *type, struct str name)
{
    FIND_NAMED(type->fields, name);
}

bool
model_part_may_use(const struct model_part *user, const struct model_part *used)
{
    return used->number <= user->number;
}

const struct model_word *
model_word_at(const struct model_enum *choices, int64_t value)
{
    for (const struct model_word *word = choices->words; word != NULL; word = word->next) {
        if (word->value == value)
            return word;
    }
    return NULL;
}

const struct model_field *
model_etag(const struct model_type *type)
{
    for (const struct model_field *field = type->fields; field != NULL; field = field->next) {
        if ((field->flags & FIELD_ETAG) != 0)
            return field;
    }
    return NULL;
}

bool
model_kind_is_list(enum field_kind kind)
{
    return kind == FIELD_LIST || kind == FIELD_ID_LIST || kind == FIELD_TEXT_LIST;
}

struct str
model_upper(struct arena *arena, struct str name)
{
    char *upper = arena_alloc(arena, name.len + 1);

    if (upper == NULL)
        return STR("");
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        upper[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    return (struct str){.ptr = upper, .len = name.len};
}
