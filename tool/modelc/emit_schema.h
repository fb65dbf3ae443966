/* SPDX-License-Identifier: Apache-2.0 */
/* The schemas of the OpenAPI document: what types and fields look like on the wire. */
#ifndef KOERS_MODELC_EMIT_SCHEMA_H
#define KOERS_MODELC_EMIT_SCHEMA_H

#include "tool/modelc/json.h"
#include "tool/modelc/model.h"

/* Does anything of this input come in the body? */
bool schema_has_body(const struct model_type *type);

/* A schema that is a reference to #/components/GROUP/NAME. */
void schema_reference(struct json *json, const char *name, const char *group, struct str target);

/* The schema of one member, as the value of member `name` (NULL in an array, or after json_name).
 */
void schema_field(struct json *json, const char *name, const struct model_type *type,
                  const struct model_field *field);

/* #/components/schemas: every enumeration, and every type that an operation carries. */
void schema_components(struct json *json, const struct model *model);

#endif
