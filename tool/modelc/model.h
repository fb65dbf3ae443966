/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The .model files in memory, for programs that make something of them (modelc, sqlpack). The
 * language is described in src/model/README.md; kinds, flags and sources are those of the tables
 * that the server reads, in model/type.h and model/op.h.
 *
 * Order of calls: model_init(), then model_read() or model_parse() for each part from left to
 * right, then model_link(), then model_failed(): after OK everything below is resolved, complete
 * and not changed any more. Faults are collected, so that one run shows them all; model_report()
 * gives their text. model_release() frees the report; all else lives in the arena.
 *
 * Everything is chained in the order of the files: parts left to right, within a part as declared.
 */
#ifndef KOERS_MODELC_MODEL_H
#define KOERS_MODELC_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"
#include "model/op.h"
#include "model/type.h"

#define MODEL_FILE_MAX     (1U << 20) /* bytes of one .model file */
#define MODEL_PART_MAX     32U
#define MODEL_NAME_MAX     63U /* bytes of a name; C promises that so many count */
#define MODEL_DOC_MAX      1000U
#define MODEL_WORD_MAX     64U /* words of one enumeration */
#define MODEL_FAULT_MAX    50U /* told at once */
#define MODEL_REPORT_MAX   (256U << 10)
#define MODEL_ID_MAX       INT64_C(9007199254740991) /* 2^53 - 1: JavaScript has it exact */
#define MODEL_PAGE_MAX     200                       /* items of a page */
#define MODEL_PAGE_INITIAL 50

struct model_place {
    const char *file;
    unsigned line;
    unsigned column; /* in code points, from 1 */
};

struct model_part {
    struct model_part *next;
    struct model_place place;
    struct str name;
    struct str doc;
    unsigned number; /* 0 is the leftmost */
};

/* One word of an enumeration; the first has value 1. */
struct model_word {
    struct model_word *next;
    struct model_place place;
    struct str name;
    int value;
};

struct model_enum {
    struct model_enum *next;
    const struct model_part *part;
    struct model_place place;
    struct str name;
    struct str doc;
    struct model_word *words;
    size_t word_count;
};

/* A field as the file has it, before linking. */
struct model_written {
    struct str type;   /* "no text": taken from the entity */
    struct str refers; /* behind "->" */
    struct str min;    /* "no text" where a limit is open */
    struct str max;
    struct str initial; /* behind "=" */
    bool initial_is_text;
    bool is_list;
};

struct model_field {
    struct model_field *next;
    struct model_place place;
    struct str name;
    struct str doc; /* "no text" without one */
    enum field_kind kind;
    unsigned flags; /* of enum field_flag */
    enum field_source source;
    bool has_limits;
    int64_t min; /* in the unit of the kind: decimals in ten-thousandths, and so on */
    int64_t max;
    bool has_initial;
    int64_t initial;                  /* of numbers, booleans and enumerations */
    struct str initial_text;          /* of texts */
    const struct model_enum *choices; /* FIELD_ENUM */
    const struct model_type *type;    /* FIELD_OBJECT, FIELD_LIST */
    const struct model_type *refers;  /* FIELD_ID: the entity it names, or NULL */
    struct model_written written;
};

enum model_form { FORM_ENTITY, FORM_VIEW, FORM_INPUT, FORM_PATCH };

struct model_type {
    struct model_type *next;
    const struct model_part *part;
    struct model_place place;
    enum model_form form;
    struct str name;
    struct str doc; /* "no text" without one */
    struct str of_name;
    const struct model_type *of; /* the entity a view or input is of, or NULL */
    struct model_field *fields;  /* those taken over from `of` included */
    size_t field_count;
};

struct model_event {
    struct model_event *next;
    const struct model_part *part;
    struct model_place place;
    struct str name;
    struct str doc;
};

struct model_op {
    struct model_op *next;
    const struct model_part *part;
    struct model_place place;
    struct str name;
    struct str doc; /* "no text" without one */
    enum op_method method;
    struct str path;
    struct str in_name;
    struct str out_name;
    struct str role_name;
    const struct model_type *in;   /* or NULL */
    const struct model_type *out;  /* or NULL; of the items when OP_PAGE */
    const struct model_word *role; /* NULL: anyone */
    unsigned flags;                /* of enum op_flag */
    bool prepare;
};

struct model {
    struct arena *arena;
    struct model_part *parts;
    struct model_enum *enums;
    struct model_type *types;
    struct model_event *events;
    struct model_op *ops;
    unsigned part_count;
    struct buf report;
    unsigned fault_count;
};

/* An empty model whose memory is `arena`. */
void model_init(struct model *model, struct arena *arena);

/* Frees the report. */
void model_release(struct model *model);

/* Adds the part in a file, to the right of those already there. ERR_GONE when the file cannot be
 * read, ERR_TOO_LARGE, ERR_MEMORY; what is wrong inside it is a fault, not an error. */
enum err model_read(struct model *model, const char *path) MUST_USE;

/* The same with the text at hand; `file` is the name that faults carry, and must outlive the model
 * as `text` must. */
void model_parse(struct model *model, const char *file, struct str text);

/* Resolves all names, takes fields over from entities and checks what needs the whole. */
void model_link(struct model *model);

/* ERR_INVALID when there is any fault, ERR_MEMORY when the arena was too small, else OK. */
enum err model_failed(const struct model *model) MUST_USE;

/* One line a fault: "file:line:column: what is wrong; how to mend". */
struct str model_report(const struct model *model);

/* Notes a fault at a place, as a sentence "what; mend" without a full stop. */
void model_fault(struct model *model, const struct model_place *place, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* By name; NULL when there is none. Types and enumerations share one space of names. */
const struct model_part *model_part_named(const struct model *model, struct str name);
const struct model_enum *model_enum_named(const struct model *model, struct str name);
const struct model_type *model_type_named(const struct model *model, struct str name);
const struct model_type *model_entity_named(const struct model *model, struct str name);
const struct model_op *model_op_named(const struct model *model, struct str name);
struct model_field *model_field_named(const struct model_type *type, struct str name);

/* May `user` use the names of `used`: is it the same part or one to the left? */
bool model_part_may_use(const struct model_part *user, const struct model_part *used);

/* The word with that value (1 is the first), or NULL. */
const struct model_word *model_word_at(const struct model_enum *choices, int64_t value);

/* The member that carries the version of the ETag, or NULL. */
const struct model_field *model_etag(const struct model_type *type);

/* Is the kind a list, by whatever it holds? */
bool model_kind_is_list(enum field_kind kind);

/* "objective_kind" → "OBJECTIVE_KIND", in the arena. */
struct str model_upper(struct arena *arena, struct str name);

#endif
