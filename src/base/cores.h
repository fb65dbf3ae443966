/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KOERS_BASE_CORES_H
#define KOERS_BASE_CORES_H

/* How many processors this process may run on; at least 1. */
unsigned cores_usable(void);

#endif
