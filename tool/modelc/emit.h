/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What modelc makes of a linked model, each target into a buffer of its own. The result depends on
 * the model alone, never on time or place, so that what is committed can be compared.
 */
#ifndef KOERS_MODELC_EMIT_H
#define KOERS_MODELC_EMIT_H

#include "tool/modelc/model.h"

#define EMIT_FILE_MAX   (8U << 20) /* bytes of one generated file */
#define EMIT_COLUMN_MAX 100U       /* where comments are broken */

/* gen/PART.h: enumerations, structs, bits of `given`, events, prototypes of operations. */
void emit_header(struct buf *out, const struct model *model, const struct model_part *part);

/* gen/PART.c: the tables of the same, and the assertions that both agree. */
void emit_table(struct buf *out, const struct model *model, const struct model_part *part);

/* gen/types.h and gen/types.c: one table of the types of all parts. */
void emit_types_header(struct buf *out);
void emit_types(struct buf *out, const struct model *model);

/* gen/ops.h and gen/ops.c: one table of the operations of all parts, and the functions that give
 * them all one signature. Whoever links it links every rule. */
void emit_ops_header(struct buf *out);
void emit_ops(struct buf *out, const struct model *model);

/* The OpenAPI 3.1 document. */
void emit_openapi(struct buf *out, const struct model *model);

/* The first lines of every generated C file. `from` names the source, `about` what the file holds.
 */
void emit_banner(struct buf *out, const char *from, const char *about);

/* A comment of its own line or lines, indented by `indent` spaces; nothing for no text. */
void emit_comment(struct buf *out, unsigned indent, struct str text);

/* The C type of a member, without a blank or star at the end unless it is a pointer. */
void emit_member_type(struct buf *out, const struct model_field *field);

/* The name in upper case. */
void emit_upper(struct buf *out, struct str name);

/* `text` as a C literal, quotes included; bytes above ASCII as they are. */
void emit_literal(struct buf *out, struct str text);

#endif
