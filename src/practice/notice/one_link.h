/* SPDX-License-Identifier: Apache-2.0 */
/* The signed links that messages carry. */
#ifndef KOERS_NOTICE_ONE_LINK_H
#define KOERS_NOTICE_ONE_LINK_H

#include "gen/notice.h"
#include "model/call.h"

#define ONE_CHECK_IN_LIFETIME (8 * USEC_PER_DAY) /* until after the next digest */

/* Ends notices of this kind on this channel. It holds as long as the person does. */
enum err link_stop(struct call *call, int64_t person_id, enum notice_kind kind,
                   enum notice_channel channel, struct str *ret_url) MUST_USE;

/* Checks one key result in, without signing in. */
enum err link_check_in(struct call *call, int64_t person_id, int64_t key_result_id,
                       struct str *ret_url) MUST_USE;

/* What a link means. */
struct stop_link {
    int64_t person_id;
    enum notice_kind kind;
    enum notice_channel channel;
};
struct check_in_link {
    int64_t person_id;
    int64_t key_result_id;
    usec_t expires_at;
};

/* ERR_NOT_FOUND for what was not signed here. */
enum err link_read_stop(struct call *call, struct str token, struct stop_link *out) MUST_USE;
enum err link_read_check_in(struct call *call, struct str token,
                            struct check_in_link *out) MUST_USE;

#endif
