/* SPDX-License-Identifier: Apache-2.0 */
/* What Prometheus reads: counts of this process, from which doc/admin/faults.md tells one fault
 * from another. No name of a person or unit. */
#ifndef KOERS_EDGE_METRICS_H
#define KOERS_EDGE_METRICS_H

#include "base/buf.h"
#include "edge/edge.h"

/* Counts an answer by its status. */
void metrics_note(struct edge *edge, int status);

/* The two lines that stand above the values of a metric. */
void metrics_head(struct buf *buf, const char *name, const char *type, const char *help);

void metrics_write(const struct edge *edge, struct buf *buf);

#endif
