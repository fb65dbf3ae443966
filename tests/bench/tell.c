/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tells what requests run on SQLite, for references in other languages:
 *
 *     tell read|write|anew DB COOKIE REQUEST…
 *
 * A line of JSON for each request, an array of its statements: {name, sql, params}. What is no
 * query of the program (BEGIN, COMMIT) has neither name nor parameters.
 */
#include "json/writer.h"
#include "listen.h"

#define LINE_MAX_BYTES (4U << 20)

static void
tell_params(struct json_writer *writer, const struct overheard *heard)
{
    json_name(writer, STR("params"));
    json_begin_array(writer);
    for (size_t i = 0; i < heard->query->param_count; i++) {
        const struct value *value = &heard->params[i];
        if (value->is_null)
            json_null(writer);
        else if (value->kind == VALUE_TEXT)
            json_string(writer, value->text);
        else
            json_int(writer, value->number);
    }
    json_end_array(writer);
}

static void
tell_statement(struct json_writer *writer, const struct overheard *heard)
{
    json_begin_object(writer);
    json_name(writer, STR("sql"));
    json_string(writer, str_from(heard->sql));
    if (heard->query != NULL) {
        json_name(writer, STR("name"));
        json_string(writer, str_from(heard->query->name));
        tell_params(writer, heard);
    }
    json_end_object(writer);
}

static bool
tell_request(const struct listened *request, struct buf *line)
{
    buf_clear(line);
    struct json_writer writer = json_writer_of(line);
    json_begin_array(&writer);
    for (size_t i = 0; i < request->heard.count; i++)
        tell_statement(&writer, &request->heard.items[i]);
    json_end_array(&writer);
    buf_append_char(line, '\n');
    fwrite(line->ptr, 1, line->len, stdout);
    return buf_failed(line) == OK;
}

int
main(int argc, char **argv)
{
    static struct listening listening;
    struct buf line;

    buf_init(&line, LINE_MAX_BYTES);
    bool fine = listen_to(&listening, argc, argv);
    for (size_t i = 0; fine && i < listening.count; i++)
        fine = tell_request(&listening.requests[i], &line);
    buf_release(&line);
    listen_release(&listening);
    return fine ? 0 : 1;
}
