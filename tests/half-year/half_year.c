/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Half a year of 120 people, played in seconds: the server's jobs run with injected time while the
 * script acts. What people are told is compared with what the story implies at the very moment, and
 * as a whole, byte for byte, with a file that a reviewer can read.
 */
#include <errno.h>
#include <stdlib.h>

#include "check.h"
#include "play.h"
#include "practice/notice/tell.h"
#include "practice/process/state.h"
#include "practice/reorg/reorganisation.h"
#include "told.h"

#define GOLDEN_MAX (8U << 20)
#define STEPS_MAX  3000
#define EIGHT      8
#define NINE       9
#define TEN        10
#define THREE      15

static struct world world;
static struct saying_list told;

/* ---- the server's jobs --------------------------------------------------------------------------
 */

static void
run_job(const char *name, enum err (*run)(struct call *call, int64_t *done))
{
    int64_t done = 0;

    do
        world_must(&world, run(world_as(&world, -1, 0), &done), name);
    while (run == deliver_digests && done > 0);
    world_commit(&world);
}

static bool
is_hour(int hour)
{
    for (int land = 0; land < LAND_COUNT; land++)
        if (local_hour((enum land)land, world.stage.call.now) == hour)
            return true;
    return false;
}

/* What the process knows is renewed at midnight, and after somebody did something. */
static void
look_at_steps(void)
{
    run_job("reorganise", reorg_apply_due);
    run_job("process", process_tick);
}

static void
tell(bool acted)
{
    size_t first = told.count;

    run_job("remind", remind_mornings);
    if (acted || is_hour(NINE)) {
        run_job("hear", hear_events);
        run_job("deliver", deliver_at_once);
        run_job("digest", deliver_digests);
    }
    told_look(&told, &world);
    if (is_hour(NINE))
        check_morning(&world, &told, first);
}

/* The hours at which anything happens somewhere; at eight it must not yet. */
static void
run_hour(void)
{
    bool acted = false;

    if (is_hour(TEN) && play_once(&world))
        look_at_steps(); /* the server looks every minute: it knows who left before others act */
    if (is_hour(TEN) || is_hour(THREE))
        acted = play_hour(&world);
    world_commit(&world);
    if (acted || is_hour(0))
        look_at_steps();
    if (acted || is_hour(EIGHT) || is_hour(NINE))
        tell(acted);
    if (local_hour(NETHERLANDS, world.stage.call.now) == THREE)
        check_steps(&world);
}

TEST(half_year__is_played)
{
    usec_t end = day_begins(NETHERLANDS, PLAY_LAST + 1);

    world_build(&world);
    told_init(&told);
    play_begin(&world);
    for (usec_t now = world.stage.call.now; now < end; now += HOUR) {
        world.stage.call.now = now;
        run_hour();
    }
    CHECK_INT(world.faults, 0);
}

/* ---- what holds whatever the story --------------------------------------------------------------
 */

static int
breaches(void (*check)(struct world *world, const struct saying_list *told))
{
    world.faults = 0;
    check(&world, &told);
    return world.faults;
}

TEST(half_year__nobody_is_told_twice_on_a_day)
{
    CHECK_INT(breaches(check_once_a_day), 0);
}

TEST(half_year__nobody_is_nudged_more_than_ten_times_a_week)
{
    CHECK_INT(breaches(check_ten_a_week), 0);
}

TEST(half_year__what_comes_by_the_clock_comes_at_nine)
{
    CHECK_INT(breaches(check_hours), 0);
}

TEST(half_year__who_is_away_is_not_asked)
{
    CHECK_INT(breaches(check_absent), 0);
}

TEST(half_year__who_left_is_told_nothing)
{
    CHECK_INT(breaches(check_leavers), 0);
}

TEST(half_year__nothing_is_due_on_a_day_off)
{
    CHECK_INT(breaches(check_free_days), 0);
}

/* ---- the golden file ----------------------------------------------------------------------------
 */

static void
read_file(const char *path, struct buf *buf)
{
    char piece[4096];
    size_t got;
    FILE *file = fopen(path, "re");

    while (file != NULL && (got = fread(piece, 1, sizeof(piece), file)) > 0)
        buf_append(buf, piece, got);
    if (file != NULL)
        fclose(file);
}

static void
write_file(const char *path, struct str text)
{
    FILE *file = fopen(path, "we");

    CHECK(file != NULL && fwrite(text.ptr, 1, text.len, file) == text.len);
    if (file != NULL)
        CHECK(fclose(file) == 0);
}

/* The first line that differs. */
static void
say_difference(struct str was, struct str is)
{
    struct str line_was = STR("");
    struct str line_is = STR("");

    for (int i = 0; i < 3; i++) {
        do {
            line_was = str_is_null(was) ? STR("(nothing)") : str_cut(was, '\n', &was);
            line_is = str_is_null(is) ? STR("(nothing)") : str_cut(is, '\n', &is);
        } while (str_eq(line_was, line_is));
        printf("# golden: %.*s\n# is:     %.*s\n", STR_FMT(line_was), STR_FMT(line_is));
    }
}

TEST(half_year__says_what_the_golden_file_says)
{
    struct buf golden;
    struct buf text;

    buf_init(&golden, GOLDEN_MAX);
    buf_init(&text, GOLDEN_MAX);
    told_write(&told, &world, &text);
    if (getenv("RENEW_GOLDEN") != NULL)
        write_file(GOLDEN, buf_str(&text));
    read_file(GOLDEN, &golden);
    if (!str_eq(buf_str(&golden), buf_str(&text)))
        say_difference(buf_str(&golden), buf_str(&text));
    CHECK(str_eq(buf_str(&golden), buf_str(&text)));
    buf_release(&golden);
    buf_release(&text);
}

TEST(half_year__ends)
{
    told_release(&told);
    stage_close(&world.stage);
}

STAGE_MAIN()
