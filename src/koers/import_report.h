/* SPDX-License-Identifier: Apache-2.0 */
/* What an import says it did, or would do: counts, then every finding, for people or programs. */
#ifndef KOERS_KOERS_IMPORT_REPORT_H
#define KOERS_KOERS_IMPORT_REPORT_H

#include <stdio.h>

#include "practice/exchange/intake.h"

struct import_report {
    const struct intake *intake; /* planned; its stage holds the findings */
    const char *const *files;
    size_t file_count;
    bool dry_run;
};

enum err import_report_text(const struct import_report *report, FILE *out) MUST_USE;
enum err import_report_json(const struct import_report *report, FILE *out) MUST_USE;

#endif
