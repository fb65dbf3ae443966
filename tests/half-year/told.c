/* SPDX-License-Identifier: Apache-2.0 */
#include "told.h"

#include <stdlib.h>

#include "practice/notice/sentence.h"
#include "practice/notice/word.h"

#define TOLD_MAX     20000
#define TOLD_CEILING (64U << 20)

void
told_init(struct saying_list *list)
{
    *list = (struct saying_list){0};
    arena_init(&list->arena, TOLD_CEILING);
    list->items = arena_array(&list->arena, TOLD_MAX, sizeof(*list->items));
}

void
told_release(struct saying_list *list)
{
    arena_release(&list->arena);
}

static int
person_of(const struct world *world, int64_t id)
{
    for (int i = 0; i < PEOPLE; i++)
        if (world->people[i].id == id)
            return i;
    return -1;
}

static struct str
keep(struct saying_list *list, struct str text)
{
    return str_fmt(&list->arena, "%.*s", STR_FMT(text));
}

static struct saying *
add(struct saying_list *list, struct world *world, int64_t person_id)
{
    int person = person_of(world, person_id);

    if (person < 0 || list->count == TOLD_MAX) {
        world_fault(world, "somebody is told who is nobody, or too much is told");
        return NULL;
    }
    struct saying *told = &list->items[list->count++];
    *told = (struct saying){.at = world->stage.call.now, .person = person};
    return told;
}

/* ---- the inbox ----------------------------------------------------------------------------------
 */

static struct notice_post
post_of(const struct rows *rows)
{
    return (struct notice_post){
        .id = rows_int(rows, 0),
        .person_id = rows_int(rows, 1),
        .kind = (enum notice_kind)choice_value(notice_kind_choice, rows_text(rows, 2)),
        .subject = rows_text(rows, 3),
        .subject_id = rows_int(rows, 4),
        .title = rows_text(rows, 5),
        .note = rows_text(rows, 6),
        .count = rows_int(rows, 7),
        .unit_name = rows_text(rows, 8),
        .actor_name = rows_text(rows, 9),
        .for_name = rows_text(rows, 10),
        .due_day = rows_maybe(rows, 11),
    };
}

/* "you answer for this step, or for who does. (sponsor, 14 days after its deadline)" */
static struct str
why_of(struct arena *arena, const struct notice_post *post)
{
    struct str why = sentence_why(arena, post);

    if (post->kind != NOTICE_KIND_STEP_ESCALATED)
        return why;
    return str_fmt(arena, "%.*s (%.*s, day %lld after its deadline)", STR_FMT(why),
                   STR_FMT(post->note), (long long)post->count);
}

static void
add_notice(struct saying_list *list, struct world *world, struct notice_post *post)
{
    struct arena *arena = &list->arena;
    struct saying *told = add(list, world, post->person_id);

    list->notice_id = post->id;
    if (told == NULL)
        return;
    day_t today = local_day(world->people[told->person].land, told->at);
    post->language = world->people[told->person].language;
    told->kind = post->kind;
    told->about = keep(list, post->subject);
    told->subject_id = post->subject_id;
    told->count = post->count;
    told->due_day = maybe_or(post->due_day, 0);
    told->unit = str_is_null(post->unit_name) ? STR("-") : keep(list, post->unit_name);
    told->subject = keep(list, sentence_of(arena, post, today));
    told->why = keep(list, why_of(arena, post));
}

static void
look_inbox(struct saying_list *list, struct world *world)
{
    char sql[700];
    bool row;

    snprintf(sql, sizeof(sql),
             "SELECT n.id, n.person_id, n.kind, n.subject, n.subject_id, n.title, n.note, n.count, "
             "u.name, a.name, f.name, n.due_day FROM notice n LEFT JOIN unit u ON u.id = n.unit_id "
             "LEFT JOIN person a ON a.id = n.actor_id LEFT JOIN person f ON f.id = n.for_id "
             "WHERE n.id > %lld ORDER BY n.id",
             (long long)list->notice_id);
    const struct query query = {.name = "inbox", .number = UINT32_MAX, .sql = {sql, sql}};
    struct rows rows ROWS_CLEANUP;
    CHECK_OK(rows_open(&rows, world->stage.conn, &query, NULL, 0));
    while (rows_next(&rows, &row) == OK && row) {
        struct notice_post post = post_of(&rows);
        add_notice(list, world, &post);
    }
}

/* ---- the outbox ---------------------------------------------------------------------------------
 */

/* What stands behind the frame's "Why you get this: ", up to the line's end. */
static struct str
why_in(struct str body, enum language language)
{
    struct str rest = word_plain(language, WORD_FRAME_WHY);
    struct str begin = str_cut(rest, '{', &rest);

    for (rest = body; !str_is_null(rest);) {
        struct str line = str_cut(rest, '\n', &rest);
        if (str_starts(line, begin))
            return str_trim(str_slice(line, begin.len, line.len));
    }
    return STR("");
}

/* A message is of a notice, or a digest of many. */
static void
add_message(struct saying_list *list, struct world *world, const struct rows *rows)
{
    struct saying *told = add(list, world, rows_int(rows, 1));
    bool digest = rows_is_null(rows, 4);

    list->message_id = rows_int(rows, 0);
    if (told == NULL)
        return;
    told->mail = true;
    told->subject = keep(list, rows_text(rows, 2));
    told->why = keep(list, why_in(rows_text(rows, 3), world->people[told->person].language));
    told->kind = digest ? NOTICE_KIND_DIGEST
                        : (enum notice_kind)choice_value(notice_kind_choice, rows_text(rows, 4));
    told->unit = rows_is_null(rows, 5) ? STR("-") : keep(list, rows_text(rows, 5));
    told->about = digest ? STR("") : keep(list, rows_text(rows, 6));
    told->subject_id = digest ? 0 : rows_int(rows, 7);
}

static void
look_outbox(struct saying_list *list, struct world *world)
{
    char sql[500];
    bool row;

    snprintf(sql, sizeof(sql),
             "SELECT o.id, o.person_id, o.subject, o.body, n.kind, u.name, n.subject, n.subject_id "
             "FROM outbox o LEFT JOIN notice n ON o.unique_key = 'notice:' || n.id || ':mail' "
             "LEFT JOIN unit u ON u.id = n.unit_id WHERE o.id > %lld ORDER BY o.id",
             (long long)list->message_id);
    const struct query query = {.name = "outbox", .number = UINT32_MAX, .sql = {sql, sql}};
    struct rows rows ROWS_CLEANUP;
    CHECK_OK(rows_open(&rows, world->stage.conn, &query, NULL, 0));
    while (rows_next(&rows, &row) == OK && row)
        add_message(list, world, &rows);
}

void
told_look(struct saying_list *list, struct world *world)
{
    look_inbox(list, world);
    look_outbox(list, world);
}

/* ---- the file -----------------------------------------------------------------------------------
 */

/* By the order of things that no engine decides: moment, person, inbox before mail, what it says.
 */
static const struct world *sorted_for;

static int
compare_str(struct str a, struct str b)
{
    int found = memcmp(a.ptr, b.ptr, a.len < b.len ? a.len : b.len);

    return found != 0 ? found : (a.len > b.len) - (a.len < b.len);
}

static int
compare(const void *a, const void *b)
{
    const struct saying *x = a;
    const struct saying *y = b;

    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    if (x->person != y->person)
        return strcmp(sorted_for->people[x->person].name, sorted_for->people[y->person].name);
    if (x->mail != y->mail)
        return x->mail ? 1 : -1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    int found = compare_str(x->unit, y->unit);
    if (found == 0)
        found = compare_str(x->subject, y->subject);
    return found != 0 ? found : compare_str(x->why, y->why);
}

static void
write_sum(const struct saying_list *list, struct buf *buf)
{
    for (int kind = NOTICE_KIND_CHECK_IN_DUE; kind <= NOTICE_KIND_DIGEST; kind++) {
        size_t counts[2] = {0, 0};
        for (size_t i = 0; i < list->count; i++)
            counts[list->items[i].mail] += (int)list->items[i].kind == kind;
        if (counts[0] + counts[1] > 0)
            buf_fmt(buf, "# %-17s %5zu in the inbox %5zu by mail\n",
                    choice_name(notice_kind_choice, kind), counts[0], counts[1]);
    }
}

static void
write_line(const struct saying *told, const struct world *world, struct buf *buf)
{
    static const char *const weekdays[] = {"", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    const struct human *human = &world->people[told->person];
    usec_t local = local_time(human->land, told->at);
    int minute = (int)((local - day_of(local) * USEC_PER_DAY) / (60 * USEC_PER_SEC));

    day_format(buf, day_of(local));
    buf_fmt(buf, " %s %02d:%02d\t%s\t%s\t%s\t%.*s\t%.*s\t%.*s\n",
            weekdays[day_weekday(day_of(local))], minute / 60, minute % 60, human->name,
            told->mail ? "mail" : "inbox", choice_name(notice_kind_choice, (int)told->kind),
            STR_FMT(told->unit), STR_FMT(told->subject), STR_FMT(told->why));
}

void
told_write(const struct saying_list *list, const struct world *world, struct buf *buf)
{
    buf_fmt(
        buf,
        "# What the %d people of Meridian were told from February to July 2027, in the order "
        "in which it was said.\n"
        "# Times are local to the person. tests/README.md says how this file is made anew.\n#\n",
        PEOPLE);
    write_sum(list, buf);
    buf_fmt(buf, "#\n# local time\tperson\tchannel\tkind\tunit\tsubject\twhy\n");
    sorted_for = world;
    qsort(list->items, list->count, sizeof(*list->items), compare);
    for (size_t i = 0; i < list->count; i++)
        write_line(&list->items[i], world, buf);
}
