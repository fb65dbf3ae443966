/* SPDX-License-Identifier: Apache-2.0 */
/* koers init: the database with its schema and the templates Koers brings along, and on request a
 * fictional organisation. */
#include "koers/command.h"
#include "koers/demo.h"
#include "practice/okr/starter.h"

static enum err
bring_starters(struct call *call, void *arg)
{
    (void)arg;
    return starters_bring(call);
}

int
cmd_init(const struct config *config)
{
    struct db *db DB_CLEANUP = NULL;
    struct buf report;

    if (command_open(config, /* create= */ true, &db) != OK ||
        command_write(db, bring_starters, NULL) != OK)
        return EXIT_FAILED;
    if (!config_flag(config, "demo")) {
        printf("The database is ready. Add the first administrator:\n"
               "  koers user add EMAIL --name NAME --role admin --password-stdin --db %s\n",
               config_text(config, "db"));
        return EXIT_FINE;
    }
    buf_init(&report, 1U << 20);
    enum err err = demo_make(db, time_now(), &report);
    fwrite(report.ptr, 1, report.len, err == OK ? stdout : stderr);
    buf_release(&report);
    return err == OK ? EXIT_FINE : command_failed("The demo was not made", err_name(err));
}
