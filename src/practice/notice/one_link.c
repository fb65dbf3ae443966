/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/notice/one_link.h"

#include "base/decimal.h"
#include "model/type.h"
#include "practice/notice/sign.h"

#define PIECES 4U

enum err
link_stop(struct call *call, int64_t person_id, enum notice_kind kind, enum notice_channel channel,
          struct str *ret_url)
{
    struct str token;
    struct str what = str_fmt(call->arena, "stop.%lld.%s.%s", (long long)person_id,
                              choice_name(notice_kind_choice, (int)kind),
                              choice_name(notice_channel_choice, (int)channel));

    TRY(sign_link(call, what, &token));
    *ret_url = str_fmt(call->arena, "%.*s/stop?t=%.*s", STR_FMT(call->public_url), STR_FMT(token));
    return arena_failed(call->arena);
}

enum err
link_check_in(struct call *call, int64_t person_id, int64_t key_result_id, struct str *ret_url)
{
    struct str token;
    struct str what =
        str_fmt(call->arena, "check.%lld.%lld.%lld", (long long)person_id, (long long)key_result_id,
                (long long)(call->now + ONE_CHECK_IN_LIFETIME));

    TRY(sign_link(call, what, &token));
    *ret_url = str_fmt(call->arena, "%.*s/quick?t=%.*s", STR_FMT(call->public_url), STR_FMT(token));
    return arena_failed(call->arena);
}

/* The pieces of a link that was signed for this purpose. */
static enum err
read_pieces(struct call *call, struct str token, struct str purpose, struct str *pieces)
{
    struct str rest;

    TRY(sign_check(call, token, &rest));
    for (size_t i = 0; i < PIECES; i++) {
        if (str_is_null(rest))
            return ERR_NOT_FOUND;
        pieces[i] = str_cut(rest, '.', &rest);
    }
    return str_is_null(rest) && str_eq(pieces[0], purpose) ? OK : ERR_NOT_FOUND;
}

static enum err
read_number(struct str text, int64_t *out)
{
    return scaled_parse(text, 0, INT64_MAX / 2, out) == OK ? OK : ERR_NOT_FOUND;
}

enum err
link_read_stop(struct call *call, struct str token, struct stop_link *out)
{
    struct str pieces[PIECES];

    TRY(read_pieces(call, token, STR("stop"), pieces));
    TRY(read_number(pieces[1], &out->person_id));
    out->kind = (enum notice_kind)choice_value(notice_kind_choice, pieces[2]);
    out->channel = (enum notice_channel)choice_value(notice_channel_choice, pieces[3]);
    return out->kind != NOTICE_KIND_NULL && out->channel != NOTICE_CHANNEL_NULL ? OK
                                                                                : ERR_NOT_FOUND;
}

enum err
link_read_check_in(struct call *call, struct str token, struct check_in_link *out)
{
    struct str pieces[PIECES];

    TRY(read_pieces(call, token, STR("check"), pieces));
    TRY(read_number(pieces[1], &out->person_id));
    TRY(read_number(pieces[2], &out->key_result_id));
    return read_number(pieces[3], &out->expires_at);
}
