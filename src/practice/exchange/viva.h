/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What Viva Goals let people take out: the CSV file of its Explorer, and the ZIP of JSON files.
 *
 *   viva_csv.c     the Explorer's columns
 *   viva_json.c    the objects of the archive, one by one
 *   viva_zip.c     the archive: first what the objects name, then the objects
 *   viva_stage.c   which of the two it is
 */
#ifndef KOERS_EXCHANGE_VIVA_H
#define KOERS_EXCHANGE_VIVA_H

#include "practice/exchange/intake.h"
#include "practice/exchange/sheet.h"

#define VIVA_SOURCE  "viva"
#define VIVA_WHY_MAX SHEET_WHY_MAX

/*
 * Stages one file of either kind. `name` is for the messages, of which `why` (VIVA_WHY_MAX bytes)
 * gets one when it fails: ERR_MALFORMED for what is no such export, encrypted, not UTF-8, broken or
 * cut off; ERR_TOO_LARGE for a row that is too long and an archive that unpacks into too much;
 * ERR_GONE when reading fails; ERR_MEMORY; else what the engine said.
 */
enum err viva_stage(struct intake *intake, FILE *file, const char *name, char *why) MUST_USE;

/* The same of what archive_is(). */
enum err viva_zip_stage(struct intake *intake, FILE *file, const char *name, char *why) MUST_USE;

#endif
