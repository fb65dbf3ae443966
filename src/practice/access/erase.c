/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/access/erase.h"

#include "gen/access_sql.h"
#include "gen/record_sql.h"
#include "practice/access/person.h"
#include "practice/access/session.h"
#include "practice/access/throttle.h"

static enum err
check_erasable(struct call *call, const struct person *row)
{
    if (row->erased_at.has)
        return fail(call, ERR_CONFLICT, "erased", "This person was erased already.");
    if (row->merged_into.has)
        return fail(call, ERR_CONFLICT, "merged",
                    "This imported name became person %lld; erase that one.",
                    (long long)row->merged_into.value);
    return admin_remains(call, row->id, /* except_grant= */ 0);
}

/* What is kept under the address itself. */
static enum err
erase_address(struct call *call, struct str email)
{
    if (str_is_null(email))
        return OK;
    TRY(throttle_forget(call, email));
    return q_outbox_delete_to(call, email);
}

static enum err
erase_one(struct call *call, const struct person *before)
{
    struct person after = *before;

    after.name = str_fmt(call->arena, "Former colleague %lld", (long long)before->id);
    after.email = (struct str){0};
    after.employee_id = (struct str){0};
    after.job_title = (struct str){0};
    after.country = (struct str){0};
    after.manager_id = maybe_none();
    after.state = PERSON_STATE_DEACTIVATED;
    after.erased_at = maybe_of(call->now);
    TRY(arena_failed(call->arena));
    TRY(erase_address(call, before->email));
    TRY(q_outbox_delete_of_person(call, maybe_of(before->id)));
    TRY(credentials_end(call, before->id));
    TRY(q_session_delete_of_person(call, before->id, /* except_id= */ 0));
    TRY(q_token_delete_of_person(call, before->id));
    TRY(q_idempotency_delete_of_person(call, before->id));
    TRY(q_person_password_set(call, (struct str){0}, after.state, before->id));
    TRY(person_save(call, EVENT_PERSON_ERASED, before, &after));
    /* Behind the history that this very change has just left. */
    TRY(q_person_change_replace(call, after.name, before->id, STR("name")));
    static const char *const fields[] = {"email", "employee_id", "job_title", "country"};
    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
        TRY(q_person_change_replace(call, STR("erased"), before->id, str_from(fields[i])));
    return OK;
}

enum err
person_erase(struct call *call, int64_t id)
{
    struct person person;
    struct person_list rows;

    TRY(person_open(call, id, &person));
    TRY(check_erasable(call, &person));
    TRY(q_person_and_namesakes(call, id, &rows));
    for (size_t i = 0; i < rows.count; i++)
        if (!rows.items[i].erased_at.has)
            TRY(erase_one(call, &rows.items[i]));
    return OK;
}
