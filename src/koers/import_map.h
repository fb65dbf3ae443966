/* SPDX-License-Identifier: Apache-2.0 */
/* Mappings for files of OKRs as a text file: what --map of koers import csv reads. */
#ifndef KOERS_KOERS_IMPORT_MAP_H
#define KOERS_KOERS_IMPORT_MAP_H

#include "model/call.h"

/*
 * Keeps what a file says under a name. Its lines:
 *
 *     title = Objective name         a field, and the column that holds it
 *     cycle = "2026 Q3"              … or what holds for every row
 *     status: Green = on_track       what a word of a field means
 *     day_order = dmy                how the file is written, and what becomes of what is new
 *
 * Empty lines and those that begin with # say nothing.
 */
enum err import_map_keep(struct call *call, const char *name, const char *path) MUST_USE;

#endif
