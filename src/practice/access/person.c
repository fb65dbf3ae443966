/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/access/person.h"

#include "gen/access_sql.h"
#include "gen/record_sql.h"
#include "model/zone.h"
#include "practice/access/folded.h"
#include "practice/access/policy.h"
#include "practice/access/session.h"

struct str
email_normal(struct arena *arena, struct str email)
{
    char *normal = str_cstr(arena, str_trim(email));

    if (normal == NULL)
        return (struct str){0};
    for (char *c = normal; *c != '\0'; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    return str_from(normal);
}

bool
email_is_address(struct str email)
{
    size_t at_count = 0;

    for (size_t i = 0; i < email.len; i++) {
        if ((unsigned char)email.ptr[i] <= ' ')
            return false;
        if (email.ptr[i] == '@')
            at_count++;
    }
    return at_count == 1 && email.ptr[0] != '@' && email.ptr[email.len - 1] != '@';
}

enum err
person_open(struct call *call, int64_t id, struct person *out)
{
    enum err err = q_person_get(call, id, out);

    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_person", "There is no such person.");
    return err;
}

enum err
person_here(struct call *call, int64_t id, const char *pointer, struct person *out)
{
    enum err err = q_person_get(call, id, out);

    if (err == ERR_NOT_FOUND) {
        fault(call, pointer, "no_such_person", "There is no such person.");
        return ERR_INVALID;
    }
    TRY(err);
    if (out->state == PERSON_STATE_DEACTIVATED || out->merged_into.has)
        fault(call, pointer, "person_left",
              "%.*s has left, or is somebody else now; choose somebody else.", STR_FMT(out->name));
    return OK;
}

enum err
person_check(struct call *call, struct maybe id, const char *pointer)
{
    struct person person;

    enum err err = id.has ? person_here(call, id.value, pointer, &person) : OK;
    return err == ERR_INVALID ? OK : err; /* its fault is noted */
}

enum err
person_check_account(struct call *call, int64_t id, const char *pointer)
{
    struct person person;

    enum err err = person_here(call, id, pointer, &person);
    if (err == OK && person.state == PERSON_STATE_IMPORTED && !person.merged_into.has)
        fault(call, pointer, "no_account", "%.*s cannot sign in; choose somebody who can.",
              STR_FMT(person.name));
    return err == ERR_INVALID ? OK : err;
}

struct happening
person_happening(const struct person *row, const char *kind)
{
    return (struct happening){
        .kind = kind,
        .type = &type_person,
        .subject_id = row->id,
        .owner_id = maybe_of(row->id),
    };
}

void
person_veil(const struct call *call, struct person *row)
{
    if (row->id != call->person_id &&
        !policy_allows(call->who, VERB_PERSON_EDIT, &(struct subject){0}))
        row->employee_id = (struct str){0};
}

static void
fill_defaults(struct person *row)
{
    if (row->state == PERSON_STATE_NULL)
        row->state = str_is_null(row->email) ? PERSON_STATE_IMPORTED : PERSON_STATE_INVITED;
    if (row->language == LANGUAGE_NULL)
        row->language = LANGUAGE_EN;
    if (str_is_null(row->region))
        row->region = STR("en-GB");
    if (row->week_start == 0)
        row->week_start = 1;
    if (str_is_null(row->zone))
        row->zone = STR("Europe/Amsterdam");
}

enum err
person_add(struct call *call, struct person *row)
{
    fill_defaults(row);
    row->shortcuts = true;
    row->folded = folded_key(call->arena, row->name, row->email);
    row->created_at = call->now;
    row->version = 1;
    TRY(q_person_insert(call, row, &row->id));
    struct happening happening = person_happening(row, EVENT_PERSON_CREATED);
    return record(call, &happening, NULL, row);
}

enum err
person_save(struct call *call, const char *event, const struct person *before, struct person *after)
{
    after->version = before->version + 1;
    after->folded = folded_key(call->arena, after->name, after->email);
    TRY(q_person_update(call, after));
    struct happening happening = person_happening(after, event);
    return record(call, &happening, before, after);
}

enum err
admin_remains(struct call *call, int64_t except_person, int64_t except_grant)
{
    struct maybe all;
    struct maybe others;

    TRY(q_admin_others(call, call->now, 0, 0, &all));
    TRY(q_admin_others(call, call->now, except_person, except_grant, &others));
    if (others.value > 0 || all.value == 0)
        return OK;
    return fail(call, ERR_CONFLICT, "last_admin",
                "Nobody else is an administrator of the whole organisation; make somebody one "
                "first.");
}

static enum err
check_email(struct call *call, const struct person *row)
{
    struct person other;

    if (str_is_null(row->email)) {
        if (row->state == PERSON_STATE_INVITED || row->state == PERSON_STATE_ACTIVE)
            fault(call, "/email", "required", "Somebody with an account needs an address.");
        return OK;
    }
    if (!email_is_address(row->email)) {
        fault(call, "/email", "not_an_address", "Write an address, as name@example.com.");
        return OK;
    }
    enum err err = q_person_by_email(call, row->email, &other);
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    if (other.id != row->id)
        fault(call, "/email", "email_taken", "%.*s has this address already.", STR_FMT(other.name));
    return OK;
}

/* A BCP 47 tag, as far as it matters here: letters, digits and hyphens, a language first. */
static bool
region_is_tag(struct str region)
{
    struct str rest = region;
    struct str language = str_cut(region, '-', &rest);

    for (size_t i = 0; i < region.len; i++) {
        char c = region.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && c != '-' && !(c >= '0' && c <= '9' && i > 1))
            return false;
    }
    return language.len >= 2 && language.len <= 3 && (str_is_null(rest) || rest.len >= 2);
}

static enum err
check_employee(struct call *call, const struct person *row)
{
    struct person other;

    if (str_is_null(row->employee_id))
        return OK;
    enum err err = q_person_by_employee(call, row->employee_id, &other);
    if (err == ERR_NOT_FOUND)
        return OK;
    TRY(err);
    if (other.id != row->id)
        fault(call, "/employee_id", "employee_taken", "%.*s has this number already.",
              STR_FMT(other.name));
    return OK;
}

enum err
person_manager_loop(struct call *call, int64_t id, int64_t manager_id, bool *out)
{
    struct person above = {.manager_id = maybe_of(manager_id)};

    *out = false;
    for (int steps = 0; above.manager_id.has && !*out && steps < PERSON_MANAGERS_MAX; steps++) {
        *out = above.manager_id.value == id;
        TRY(q_person_get(call, above.manager_id.value, &above));
    }
    return OK;
}

static enum err
check_manager(struct call *call, const struct person *row)
{
    struct person manager;
    bool loop;

    if (!row->manager_id.has)
        return OK;
    TRY(person_here(call, row->manager_id.value, "/manager_id", &manager));
    if (row->id == 0)
        return OK;
    TRY(person_manager_loop(call, row->id, manager.id, &loop));
    if (loop)
        fault(call, "/manager_id", "manager_loop",
              "%.*s reports to this person, directly or through others; choose somebody else.",
              STR_FMT(manager.name));
    return OK;
}

static enum err
check_person(struct call *call, const struct person *row)
{
    if (!zone_exists(row->zone))
        fault(call, "/zone", "no_such_zone", "Choose an IANA time zone, as Europe/Amsterdam.");
    if (!region_is_tag(row->region))
        fault(call, "/region", "not_a_region", "Write a language and a region, as nl-NL.");
    TRY(check_email(call, row));
    return check_employee(call, row);
}

/* POST /api/v1/people: with an address they can be invited, without one they are a name. */
enum err
person_create(struct call *call, const struct person_new *in, struct person *out)
{
    struct person after = {.week_start = 1, .shortcuts = true};

    TRY(policy_check(call, VERB_PERSON_EDIT, &(struct subject){0}));
    type_apply(&type_person_new, in, &type_person, &after);
    if (!str_is_null(after.email))
        after.email = email_normal(call->arena, after.email);
    TRY(check_person(call, &after));
    TRY(check_manager(call, &after));
    TRY(call_faults(call));
    TRY(person_add(call, &after));
    *out = after;
    return OK;
}

/* A person about to be changed by an administrator, versions compared. */
static enum err
open_to_edit(struct call *call, int64_t id, struct person *out)
{
    TRY(policy_check(call, VERB_PERSON_EDIT, &(struct subject){0}));
    TRY(person_open(call, id, out));
    TRY(call_match(call, out->version));
    if (out->merged_into.has)
        return fail(call, ERR_CONFLICT, "merged",
                    "This imported name became a person; change that person, or undo the merge.");
    if (out->erased_at.has)
        return fail(call, ERR_CONFLICT, "erased", "What was known of this person was erased.");
    return OK;
}

enum err
person_update(struct call *call, const struct person_patch *in, struct person *out)
{
    struct person before;

    TRY(open_to_edit(call, in->id, &before));
    struct person after = before;
    type_apply(&type_person_patch, in, &type_person, &after);
    if (!str_is_null(after.email))
        after.email = email_normal(call->arena, after.email);
    if (after.state == PERSON_STATE_IMPORTED && !str_is_null(after.email))
        after.state = PERSON_STATE_INVITED;
    TRY(check_person(call, &after));
    if (!maybe_eq(after.manager_id, before.manager_id))
        TRY(check_manager(call, &after));
    TRY(call_faults(call));
    TRY(person_save(call, EVENT_PERSON_UPDATED, &before, &after));
    *out = after;
    return OK;
}

/* PATCH /api/v1/me: what is nobody else's business. */
enum err
me_update(struct call *call, const struct me_patch *in, struct person *out)
{
    struct person before;

    TRY(person_open(call, call->person_id, &before));
    TRY(call_match(call, before.version));
    struct person after = before;
    type_apply(&type_me_patch, in, &type_person, &after);
    TRY(check_person(call, &after));
    TRY(call_faults(call));
    TRY(person_save(call, EVENT_PERSON_UPDATED, &before, &after));
    *out = after;
    return OK;
}

enum err
person_leave(struct call *call, const struct person *before)
{
    struct person after = *before;

    TRY(admin_remains(call, before->id, /* except_grant= */ 0));
    after.state = PERSON_STATE_DEACTIVATED;
    TRY(credentials_end(call, before->id));
    TRY(q_outbox_drop_of_person(call, maybe_of(before->id)));
    return person_save(call, EVENT_PERSON_DEACTIVATED, before, &after);
}

/* POST …/deactivate: they can no longer sign in; all they did stays. */
enum err
person_deactivate(struct call *call, const struct by_id *in, struct person *out)
{
    struct person before;

    TRY(open_to_edit(call, in->id, &before));
    if (before.state == PERSON_STATE_DEACTIVATED)
        return fail(call, ERR_CONFLICT, "already_deactivated",
                    "This person is deactivated already.");
    TRY(person_leave(call, &before));
    return person_open(call, before.id, out);
}

/* POST …/reactivate: as they were: with their password if they had one. */
enum err
person_reactivate(struct call *call, const struct by_id *in, struct person *out)
{
    struct person before;

    TRY(open_to_edit(call, in->id, &before));
    if (before.state != PERSON_STATE_DEACTIVATED)
        return fail(call, ERR_CONFLICT, "not_deactivated", "This person is not deactivated.");
    struct person after = before;
    after.state = str_is_null(before.email)           ? PERSON_STATE_IMPORTED
                  : str_is_null(before.password_hash) ? PERSON_STATE_INVITED
                                                      : PERSON_STATE_ACTIVE;
    TRY(person_save(call, EVENT_PERSON_REACTIVATED, &before, &after));
    *out = after;
    return OK;
}
