/* SPDX-License-Identifier: Apache-2.0 */
#include "gen/access_sql.h"
#include "gen/exchange.h"
#include "practice/test_support.h"

/* ---- every column that names a person -------------------------------------------------------- */

/* What merge.sql moves. */
static const char *const moved[] = {
    "objective.owner_id",        "objective.created_by",
    "objective_owner.person_id", "key_result.owner_id",
    "check_in.person_id",        "membership.person_id",
    "role_grant.person_id",      "person.manager_id",
    "leadership.person_id",      "action.owner_id",
    "blocker.asked_person_id",   "meeting_attendance.person_id",
    "initiative.owner_id",       "squad_case.owner_id",
    "intervention.master_id",    "intervention_person.person_id",
    "harmonisation.lead_id",     "harmonisation_attendance.person_id",
    "hand_over.from_id",         "hand_over.to_id",
};

/* What it leaves alone, because an imported name has none, or because it says who did something
 * then, which a merge does not change. */
static const char *const left_alone[] = {
    "session.person_id",
    "token.person_id",
    "link.person_id",
    "person.merged_into",
    "merge.from_id",
    "merge.into_id",
    "merge.person_id",
    "event.person_id",
    "setting.person_id",
    "import_run.person_id",
    /* A theme's owner has an account; so have those who draft, publish and record. */
    "strategy.created_by",
    "strategy.published_by",
    "strategy_theme.owner_id",
    "health_value.person_id",
    "saved_view.person_id",
    /* Reviews are asked of and by people who can sign in, and a name that is merged cannot. */
    "objective_reader.person_id",
    "review.requested_by",
    "reviewer.person_id",
    "review_comment.person_id",
    "reorganisation.created_by",
    "reorganisation.scheduled_by",
    /* Who corrects a check-in can sign in. */
    "check_in.corrected_by",
    /* Who is away, stands in, sets a rule, tells of a blocker or holds a meeting can sign in. */
    "absence.person_id",
    "absence.deputy_id",
    "delegation.person_id",
    "delegation.delegate_id",
    "rule_level.person_id",
    "blocker.created_by",
    "blocker.resolved_by",
    "meeting.created_by",
    "meeting.presenter_id",
    "meeting.mailed_by",
    /* Who comments, is mentioned or chooses what to follow can sign in. */
    "comment.person_id",
    "comment_mention.person_id",
    "follow.person_id",
    /* A process is written, started, signed and asked of people who can sign in. */
    "process_version.created_by",
    "process_version.published_by",
    "process.created_by",
    "step.person_id",
    "step.signed_by",
    "step_document.added_by",
    "step_rung.person_id",
    "step_rung.for_id",
    /* So can who makes the handbook, proposes or decides. */
    "handbook.created_by",
    "handbook.published_by",
    "proposal.created_by",
    "proposal.decided_by",
    /* Only who can sign in is told anything, and does something that others are told of. */
    "notice.person_id",
    "notice.actor_id",
    "notice.for_id",
    "notice_choice.person_id",
    "notice_time.person_id",
    "digest.person_id",
    "chat_hook.person_id",
    "calendar_feed.person_id",
    "squad_case.created_by",
    "intervention.created_by",
    "hand_over.created_by",
    "harmonisation.created_by",
    /* Of the example is who was made for it. */
    "example_person.person_id",
};

static bool
is_among(struct str name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq(name, str_from(names[i])))
            return true;
    return false;
}

/* The test's own query: what it asks is not data but the schema. */
static const struct query foreign_keys = {
    .name = "foreign_keys",
    .number = UINT32_MAX,
    .sql = {"SELECT m.name || '.' || f.\"from\" FROM sqlite_schema m"
            "  JOIN pragma_foreign_key_list(m.name) f"
            " WHERE m.type = 'table' AND f.\"table\" = 'person' ORDER BY 1",
            ""},
    .columns = (const enum value_kind[]){VALUE_TEXT},
    .column_count = 1,
};

TEST(person_merge__forgets_no_column_of_the_schema)
{
    struct stage stage;
    struct rows rows = {0};
    size_t count = 0;
    bool has_row;

    stage_open(&stage);
    if (conn_engine(stage.conn) != ENGINE_SQLITE) { /* tests/schema holds the two alike */
        stage_close(&stage);
        return;
    }
    CHECK_OK(rows_open(&rows, stage.conn, &foreign_keys, NULL, 0));
    for (;;) {
        CHECK_OK(rows_next(&rows, &has_row));
        if (!has_row)
            break;
        struct str name = rows_text(&rows, 0);
        count++;
        if (is_among(name, moved, sizeof(moved) / sizeof(moved[0])) ||
            is_among(name, left_alone, sizeof(left_alone) / sizeof(left_alone[0])))
            continue;
        test_faults++;
        printf("# %.*s names a person: move it in merge.sql, or say here why not\n", STR_FMT(name));
    }
    rows_close(&rows);
    CHECK_INT(count, (sizeof(moved) + sizeof(left_alone)) / sizeof(moved[0]));
    stage_close(&stage);
}

/* ---- merging and undoing --------------------------------------------------------------------- */

struct cast {
    struct stage stage;
    int64_t admin, ann, name, unit, other;
};

/* A name that belongs to two units and leads one, and Ann, who belongs to one of them. */
static void
begin(struct cast *c)
{
    stage_open(&c->stage);
    c->admin = stage_person(&c->stage, "Root", "root@example.com");
    stage_grant(&c->stage, c->admin, ROLE_ADMIN, 0);
    c->ann = stage_person(&c->stage, "Ann", "ann@example.com");
    c->name = stage_person(&c->stage, "A. Jansen", NULL);
    c->unit = stage_unit(&c->stage, "Unit", 0);
    c->other = stage_unit(&c->stage, "Other", 0);
    stage_member(&c->stage, c->name, c->unit);
    stage_member(&c->stage, c->name, c->other);
    stage_member(&c->stage, c->ann, c->unit);
    stage_grant(&c->stage, c->name, ROLE_LEADER, c->other);
}

static const struct who *
who_is(struct cast *c, int64_t id)
{
    const struct who *who = NULL;

    CHECK_OK(who_of_person(&c->stage.call, id, &who));
    return who;
}

static enum err
merge(struct cast *c, int64_t as, int64_t from, int64_t into, int64_t version)
{
    struct person out;

    return person_merge(stage_as(&c->stage, as, version),
                        &(struct person_merge){.id = from, .into_id = into}, &out);
}

TEST(person_merge__moves_what_the_name_held_and_back)
{
    struct cast c;
    struct person out;

    begin(&c);
    CHECK_OK(merge(&c, c.admin, c.name, c.ann, 1));
    CHECK_OK(q_person_get(&c.stage.call, c.name, &out));
    CHECK_INT(out.merged_into.value, c.ann);
    CHECK_INT(who_is(&c, c.ann)->unit_count, 2);
    CHECK_INT(who_is(&c, c.ann)->role_max, ROLE_LEADER);
    CHECK_INT(who_is(&c, c.name)->unit_count, 1);
    CHECK_OK(person_unmerge(stage_as(&c.stage, c.admin, 2), &(struct by_id){.id = c.name}, &out));
    CHECK(!out.merged_into.has);
    CHECK_INT(who_is(&c, c.ann)->unit_count, 1);
    CHECK_INT(who_is(&c, c.ann)->role_max, ROLE_MEMBER);
    CHECK_INT(who_is(&c, c.name)->unit_count, 2);
    CHECK_INT(who_is(&c, c.name)->role_max, ROLE_LEADER);
    CHECK_ERR(person_unmerge(stage_as(&c.stage, c.admin, 3), &(struct by_id){.id = c.name}, &out),
              ERR_CONFLICT);
    stage_close(&c.stage);
}

TEST(person_merge__wants_a_name_a_person_and_an_administrator)
{
    struct cast c;

    begin(&c);
    CHECK_ERR(merge(&c, c.ann, c.name, c.ann, 1), ERR_FORBIDDEN);
    CHECK_ERR(merge(&c, c.admin, c.name, c.ann, 0), ERR_PRECONDITION);
    CHECK_ERR(merge(&c, c.admin, c.name, c.ann, 9), ERR_STALE);
    CHECK_ERR(merge(&c, c.admin, c.ann, c.admin, 1), ERR_CONFLICT);
    CHECK_ERR(merge(&c, c.admin, c.name, c.name, 1), ERR_INVALID);
    CHECK_ERR(merge(&c, c.admin, c.name, STAGE_NOBODY, 1), ERR_INVALID);
    CHECK_ERR(merge(&c, c.admin, STAGE_NOBODY, c.ann, 1), ERR_NOT_FOUND);
    CHECK_OK(merge(&c, c.admin, c.name, c.ann, 1));
    CHECK_ERR(merge(&c, c.admin, c.name, c.ann, 2), ERR_CONFLICT);
    stage_close(&c.stage);
}

STAGE_MAIN()
