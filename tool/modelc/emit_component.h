/* SPDX-License-Identifier: Apache-2.0 */
/* Components of the OpenAPI document that all operations share, whatever the model says. Each goes
 * into the object `components`, which is open. */
#ifndef KOERS_MODELC_EMIT_COMPONENT_H
#define KOERS_MODELC_EMIT_COMPONENT_H

#include "tool/modelc/json.h"

/* How one shows who one is. */
void component_security(struct json *json);

/* What many operations take and answer besides what is theirs: parameters and headers. */
void component_parameters(struct json *json);

/* What went wrong; into `schemas`, which is open. */
void component_problems(struct json *json);

#endif
