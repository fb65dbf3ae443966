/* SPDX-License-Identifier: Apache-2.0 */
/* What the draft wants of the settings of the organisation. */
#include "gen/squad_sql.h"
#include "practice/access/setting.h"
#include "practice/squad/handbook.h"
#include "practice/squad/handbook_texts.h"

enum err
handbook_settings_copy(struct call *call, int64_t from_id, int64_t to_id)
{
    struct handbook_setting_list settings;

    TRY(q_handbook_setting_list(call, from_id, &settings));
    for (size_t i = 0; i < settings.count; i++) {
        settings.items[i].handbook_id = to_id;
        TRY(q_handbook_setting_insert(call, &settings.items[i], &settings.items[i].id));
    }
    return OK;
}

enum err
handbook_settings_fill(struct call *call, int64_t to_id)
{
    for (size_t i = 0; i < handbook_text_setting_count; i++) {
        struct handbook_setting row = {.handbook_id = to_id,
                                       .name = str_from(handbook_text_settings[i].name),
                                       .value = str_from(handbook_text_settings[i].value)};
        TRY(q_handbook_setting_insert(call, &row, &row.id));
    }
    return OK;
}

enum err
handbook_setting_show(struct call *call, const struct handbook_setting *row,
                      struct handbook_setting_view *out)
{
    struct setting_view now = {0};
    enum err err = setting_now(call, row->name, &now);

    if (err != ERR_NOT_FOUND) /* an old version may want a setting that there is no more */
        TRY(err);
    *out = (struct handbook_setting_view){
        .id = row->id,
        .handbook_id = row->handbook_id,
        .name = row->name,
        .value = row->value,
        .doc = now.doc,
        .current = now.value,
        .differs = err == OK && !str_eq(now.value, row->value),
    };
    return OK;
}

static enum err
setting_trace(struct call *call, const struct handbook *draft, const char *kind,
              const struct handbook_setting *before, const struct handbook_setting *after)
{
    struct happening happening = handbook_happening(draft, kind);

    happening.type = &type_handbook_setting;
    happening.subject_id = after != NULL ? after->id : before->id;
    return record(call, &happening, before, after);
}

/* POST /api/v1/handbooks/{id}/settings */
enum err
handbook_setting_set(struct call *call, const struct handbook_setting_new *in,
                     struct handbook_setting_view *out)
{
    struct handbook draft;
    struct handbook_setting before;

    TRY(handbook_open_draft(call, in->id, &draft));
    if (setting_check(call, in->name, in->value, "/value") == ERR_NOT_FOUND)
        fault(call, "/name", "no_such_setting", "There is no setting of that name.");
    TRY(call_faults(call));
    enum err err = q_handbook_setting_named(call, in->id, in->name, &before);
    bool is_new = err == ERR_NOT_FOUND;
    if (!is_new)
        TRY(err);
    struct handbook_setting row = {
        .id = is_new ? 0 : before.id, .handbook_id = in->id, .name = in->name, .value = in->value};
    if (is_new)
        TRY(q_handbook_setting_insert(call, &row, &row.id));
    else
        TRY(q_handbook_setting_value(call, &row));
    TRY(setting_trace(call, &draft, EVENT_HANDBOOK_SETTING_SET, is_new ? NULL : &before, &row));
    return handbook_setting_show(call, &row, out);
}

/* DELETE /api/v1/handbook-settings/{id} */
enum err
handbook_setting_delete(struct call *call, const struct by_id *in)
{
    struct handbook draft;
    struct handbook_setting row;
    enum err err = q_handbook_setting_row(call, in->id, &row);

    if (err == OK)
        err = handbook_open_draft(call, row.handbook_id, &draft);
    if (err == ERR_NOT_FOUND)
        return fail(call, err, "no_such_setting", "The draft wants no such setting.");
    TRY(err);
    TRY(q_handbook_setting_remove(call, in->id));
    return setting_trace(call, &draft, EVENT_HANDBOOK_SETTING_DELETED, &row, NULL);
}
