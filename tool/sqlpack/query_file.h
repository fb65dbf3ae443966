/* SPDX-License-Identifier: Apache-2.0 */
/* Reads a file of named queries: head lines, comments, and the text up to the semicolon. */
#ifndef KOERS_SQLPACK_QUERY_FILE_H
#define KOERS_SQLPACK_QUERY_FILE_H

#include "pack.h"

/* Adds the queries of a file to the pack. The part is that of the folder the file lies in. */
void query_file_read(struct pack *pack, const char *path);

/* The same with the text at hand, which lives as long as the pack and ends with a zero byte. */
void query_file_parse(struct pack *pack, const struct source *source);

#endif
