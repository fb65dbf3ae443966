/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/exchange/remove.h"

#include "gen/exchange_sql.h"

typedef enum err removing(struct call *call, const struct id_list *ids);

static enum err
run_all(struct call *call, const struct id_list *ids, removing *const *steps, size_t count)
{
    if (ids->count == 0)
        return OK;
    for (size_t i = 0; i < count; i++)
        TRY(steps[i](call, ids));
    return OK;
}

enum err
remove_key_results(struct call *call, const struct id_list *ids)
{
    static removing *const steps[] = {
        q_remove_check_in_milestones, q_remove_milestones,  q_remove_interim_targets,
        q_remove_check_in_formers,    q_remove_check_ins,   q_remove_initiatives,
        q_remove_key_result_links,    q_remove_key_results,
    };

    return run_all(call, ids, steps, sizeof(steps) / sizeof(steps[0]));
}

enum err
remove_objectives(struct call *call, const struct id_list *ids)
{
    static removing *const steps[] = {
        q_remove_links_upward, q_remove_links_downward, q_remove_units,       q_remove_owners,
        q_remove_pasts,        q_remove_tags,           q_remove_merged_tags, q_remove_objectives,
    };

    return run_all(call, ids, steps, sizeof(steps) / sizeof(steps[0]));
}
