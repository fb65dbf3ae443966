/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The key results of a template, with the steps and the interim targets they are measured by. Days
 * count from the first of the cycle, so that a template serves every cycle.
 */
#ifndef KOERS_OKR_TEMPLATE_KEY_RESULT_H
#define KOERS_OKR_TEMPLATE_KEY_RESULT_H

#include "gen/okr.h"
#include "model/call.h"

/* Those of a template, in their order. */
enum err template_key_results_load(struct call *call, int64_t template_id,
                                   struct template_key_result_view_list *out) MUST_USE;

/* As an edit wants them. */
enum err template_key_results_wanted(struct call *call,
                                     const struct template_key_result_new_list *in,
                                     struct template_key_result_view_list *out) MUST_USE;

/* A fault for each that could not become a key result of an objective of this kind. */
void template_key_results_check(struct call *call, enum objective_kind kind,
                                const struct template_key_result_view_list *rows);

/* Puts these in the place of those the template has. */
enum err template_key_results_save(struct call *call, int64_t template_id,
                                   const struct template_key_result_view_list *rows) MUST_USE;

/* What of a key result is a pattern, in a cycle that begins on `cycle_start`. */
enum err template_key_result_of(struct call *call, const struct key_result *from, day_t cycle_start,
                                struct template_key_result_view *out) MUST_USE;

#endif
