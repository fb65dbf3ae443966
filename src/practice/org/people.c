/* SPDX-License-Identifier: Apache-2.0 */
/* The list of people, and one of them with their place: org, because units and the leadership group
 * are asked too. */
#include "gen/org_sql.h"
#include "model/fold.h"
#include "model/page.h"
#include "practice/access/person.h"
#include "practice/access/setting.h"
#include "practice/org/absence.h"

/* GET /api/v1/people: by name; names that were merged into a person are left out. */
enum err
person_list(struct call *call, const struct person_query *in, struct person_page *out)
{
    struct person_list rows;
    struct str folded = STR("");
    struct str pattern = {0};
    int64_t id = 0;
    day_t today;

    TRY(page_read_text(call, "person_list", in->after, &folded, &id, 1));
    if (!str_is_null(in->q))
        pattern = fold_pattern(call->arena, in->q);
    if (in->unit_id.has) {
        TRY(setting_today(call, &today));
        TRY(q_person_page_of_unit(call, in->unit_id.value, today, folded, id, in->state, pattern,
                                  in->limit + 1, &rows));
    } else if (in->manager_id.has) {
        TRY(q_person_page_of_manager(call, in->manager_id.value, folded, id, in->state, pattern,
                                     in->limit + 1, &rows));
    } else {
        TRY(q_person_page(call, folded, id, in->state, pattern, in->limit + 1, &rows));
    }
    if (page_cut(out, rows, in->limit)) {
        const struct person *last = page_last(out);
        out->next = page_write_text(call, "person_list", last->folded, &last->id, 1);
    }
    for (size_t i = 0; i < out->count; i++)
        person_veil(call, &out->items[i]);
    return OK;
}

enum err
person_get(struct call *call, const struct by_id *in, struct person_view *out)
{
    struct person row;
    day_t today;

    TRY(person_open(call, in->id, &row));
    TRY(setting_today(call, &today));
    TRY(q_person_show(call, today, in->id, out));
    TRY(absence_may_note(call, in->id, &out->may_stand_in));
    person_veil(call, &row);
    out->employee_id = row.employee_id;
    return OK;
}
