/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a struct of the practice looks like, for those who must read or write any of them: the
 * generic JSON reader and writer, the row reader, the binder, the history. tool/modelc makes these
 * tables from the .model files; nobody writes one by hand.
 *
 * README.md in this folder says which C member each kind has.
 */
#ifndef KOERS_MODEL_TYPE_H
#define KOERS_MODEL_TYPE_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/decimal.h"
#include "base/maybe.h"
#include "base/moment.h"
#include "base/str.h"

#define TYPE_FIELD_MAX  64U /* bits of `given` */
#define LIST_LENGTH_MAX 200 /* of a list in an input that names no limit */

enum field_kind {
    FIELD_ID,
    FIELD_INT,
    FIELD_BOOL,
    FIELD_TEXT,
    FIELD_DECIMAL,
    FIELD_FRACTION,
    FIELD_WEIGHT,
    FIELD_TIME,
    FIELD_DAY,
    FIELD_ENUM,
    FIELD_OBJECT,    /* struct T *, NULL for null */
    FIELD_LIST,      /* struct T_list, by value */
    FIELD_ID_LIST,   /* struct id_list */
    FIELD_TEXT_LIST, /* struct text_list */
};

enum field_flag {
    FIELD_NULLABLE = 1 << 0, /* numbers and times are struct maybe */
    FIELD_REQUIRED = 1 << 1, /* of an input: must be there */
    FIELD_PRIVATE = 1 << 2,  /* no reply carries it */
    FIELD_DERIVED = 1 << 3,  /* computed; leaves no history */
    FIELD_ETAG = 1 << 4,     /* the version that If-Match names */
    FIELD_KEY = 1 << 5,
    FIELD_VERBATIM = 1 << 6, /* a text taken as it is, white space at its ends included */
};

/* Where an input's member comes from. */
enum field_source { SOURCE_BODY, SOURCE_PATH, SOURCE_QUERY, SOURCE_HEADER };

/* A word of an enumeration; value 1 is the first one, and the table ends with a NULL name. */
struct choice {
    const char *name;
    size_t len;
};

#define CHOICE(literal)                                                                            \
    {                                                                                              \
        .name = "" literal, .len = sizeof(literal) - 1                                             \
    }

#define LABEL_ROOM 32U

/* The first members of a struct field: `{FIELD_NAME("title"), .kind = FIELD_TEXT, …}`. */
#define FIELD_NAME(literal)                                                                        \
    .name = "" literal, .label = ",\"" literal "\":", .label_len = sizeof(literal) + 3

struct field {
    const char *name;       /* name and label by FIELD_NAME() */
    char label[LABEL_ROOM]; /* ,"name": as JSON wants it; the writer copies all of the room */
    size_t label_len;
    enum field_kind kind;
    unsigned flags; /* of enum field_flag */
    enum field_source source;
    size_t offset;
    int64_t min; /* numbers: least value; texts: code points; lists: length. min > max: no limit */
    int64_t max;
    bool has_initial; /* an input takes the default when the member is absent */
    int64_t initial;
    const char *initial_text;
    const struct choice *choices; /* FIELD_ENUM */
    const struct type *type;      /* FIELD_OBJECT, FIELD_LIST */
};

/* The name of a field, without measuring it. */
static inline struct str
field_name(const struct field *field)
{
    return (struct str){.ptr = field->name, .len = field->label_len - 4};
}

struct type {
    const char *name;
    size_t size;
    const struct field *fields;
    size_t field_count;
    bool is_input; /* begins with uint64_t given; bit i belongs to fields[i] */
};

/* Every struct T_list and struct T_page begins like this one. */
struct list {
    void *items;
    size_t count;
};

struct id_list {
    int64_t *items;
    size_t count;
};

struct text_list {
    struct str *items;
    size_t count;
};

/* The field of that name, or NULL. */
const struct field *type_field(const struct type *type, struct str name);

/* The value (1 is the first) of a word of an enumeration, or 0 when it is none of them. */
int choice_value(const struct choice *choices, struct str word);

/* The word of a value; NULL, or "no text", for 0. */
static inline const char *
choice_name(const struct choice *choices, int value)
{
    return value > 0 ? choices[value - 1].name : NULL;
}

static inline struct str
choice_text(const struct choice *choices, int value)
{
    return value > 0 ? (struct str){choices[value - 1].name, choices[value - 1].len}
                     : (struct str){0};
}

static inline bool
field_is_nullable(const struct field *field)
{
    return (field->flags & FIELD_NULLABLE) != 0;
}

/* One member as a number: ids, numbers, times, days, booleans (0, 1), enumerations (their value).
 * Not for texts, objects and lists. */
static inline struct maybe
field_number(const struct field *field, const void *object)
{
    const void *at = (const char *)object + field->offset;

    assert(field->kind <= FIELD_ENUM && field->kind != FIELD_TEXT);
    if (field->kind == FIELD_ENUM) {
        int value = *(const int *)at;
        return value != 0 ? maybe_of(value) : maybe_none();
    }
    if (field_is_nullable(field))
        return *(const struct maybe *)at;
    return maybe_of(field->kind == FIELD_BOOL ? *(const bool *)at : *(const int64_t *)at);
}

static inline void
field_set_number(const struct field *field, void *object, struct maybe value)
{
    void *at = (char *)object + field->offset;

    assert(field->kind <= FIELD_ENUM && field->kind != FIELD_TEXT);
    if (field->kind == FIELD_ENUM)
        *(int *)at = (int)maybe_or(value, 0);
    else if (field_is_nullable(field))
        *(struct maybe *)at = value.has ? value : maybe_none();
    else if (field->kind == FIELD_BOOL)
        *(bool *)at = maybe_or(value, 0) != 0;
    else
        *(int64_t *)at = maybe_or(value, 0);
}

/* One member as a text, for FIELD_TEXT. */
static inline struct str
field_text(const struct field *field, const void *object)
{
    assert(field->kind == FIELD_TEXT);
    return *(const struct str *)((const char *)object + field->offset);
}

static inline void
field_set_text(const struct field *field, void *object, struct str value)
{
    assert(field->kind == FIELD_TEXT);
    *(struct str *)((char *)object + field->offset) = value;
}

/* Is the member the same in both objects? For everything but objects and lists. */
bool field_eq(const struct field *field, const void *a, const void *b);

/* One member as history and logs write it ("12.5", "on_track", "2026-11-23"); "no text" for null.
 */
struct str field_display(struct arena *arena, const struct field *field, const void *object);

/*
 * Copies the given members of an input into an object, by name; members the object lacks (path
 * ids, lists) are passed over. How a PATCH is applied, and how a create fills its entity: members
 * with a default count as given (a patch has none). What comes from path, query or header, keys,
 * and null for what cannot be null are passed over.
 */
void type_apply(const struct type *input_type, const void *input, const struct type *type,
                void *object);

/* Copies every member that both types have by name and kind, keys included; objects and lists stay
 * as they are. How a row becomes the view that shows it. */
void type_copy(const struct type *from_type, const void *from, const struct type *type,
               void *object);

/* A copy of an object with all that hangs on it: texts, objects, lists. NULL when the arena is
 * full. Objects must not hang on themselves. */
void *type_clone(struct arena *arena, const struct type *type, const void *object);

#endif
