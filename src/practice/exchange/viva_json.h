/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The objects in the archive of Viva Goals: from a tree of values to what the import takes. They
 * are told apart by their keys, whatever their file is called; keys are compared without case,
 * spaces and signs, and a thing named by its id alone stands as that id. Made from the documented
 * keys.
 */
#ifndef KOERS_EXCHANGE_VIVA_JSON_H
#define KOERS_EXCHANGE_VIVA_JSON_H

#include "model/loose.h"
#include "practice/exchange/intake_row.h"

enum viva_json_kind {
    VIVA_JSON_UNKNOWN,
    VIVA_JSON_OBJECTIVE, /* of any type: key results and projects too */
    VIVA_JSON_CHECK_IN,
    VIVA_JSON_TEAM,
    VIVA_JSON_USER,
    VIVA_JSON_PERIOD,
};

struct viva_json {
    enum viva_json_kind kind;
    struct str key;       /* its id; of a check-in that of what it is about */
    struct str name;      /* of a team, user or period */
    struct str upper;     /* of a team: the one above, by name or id */
    struct str email;     /* of a user */
    struct str start_day; /* of a period */
    struct str end_day;
    struct cell_record record; /* a check-in */
    struct intake_cells cells; /* an objective; its records are still to be found */
    struct cell_link_list links;
    struct cell_point_list points;
};

struct viva_json_sink {
    /* Takes an object, which lives in the arena. What it answers but OK ends the reading. */
    enum err (*take)(void *arg, const struct viva_json *json);
    void *arg;
};

/* Reads one object, or those in the lists of an object that is none of them itself. ERR_MEMORY,
 * else what the sink said. */
enum err viva_json_read(struct arena *arena, const struct loose *object,
                        const struct viva_json_sink *sink) MUST_USE;

#endif
