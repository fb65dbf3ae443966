/* SPDX-License-Identifier: Apache-2.0 */
/* Answers that several handlers give. Each ends the exchange. */
#ifndef KOERS_EDGE_ANSWER_H
#define KOERS_EDGE_ANSWER_H

#include "http/server.h"

#define ANSWER_BYTES_MAX (64U << 20) /* of one JSON answer */

/* A problem document for what never became a call. */
void answer_problem(struct http_exchange *exchange, int status, const char *title, const char *code,
                    const char *detail);

/* 405 and OPTIONS, with the list of methods. */
void answer_method_not_allowed(struct http_exchange *exchange, struct str allow);
void answer_allow(struct http_exchange *exchange, struct str allow);

/* Text of a given type that must not be kept by caches. */
void answer_text(struct http_exchange *exchange, int status, const char *content_type,
                 struct str text);

#endif
