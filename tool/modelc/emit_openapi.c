/* SPDX-License-Identifier: Apache-2.0 */
#include "tool/modelc/emit.h"
void
emit_openapi(struct buf *out, const struct model *model)
{
    (void)model;
    buf_append_str(out, STR("{}\n"));
}
