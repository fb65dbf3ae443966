/* SPDX-License-Identifier: Apache-2.0 */
/* The name of this process among the servers of one database. */
#ifndef KOERS_KOERS_HOLDER_H
#define KOERS_KOERS_HOLDER_H

#define HOLDER_NAME_MAX 64U

/* Host and process, which say where to look, and chance: two containers may be alike in both. `out`
 * has HOLDER_NAME_MAX bytes. */
void holder_name(char *out);

#endif
