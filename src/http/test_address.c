/* SPDX-License-Identifier: Apache-2.0 */
#include "http/address.h"

#include "base/test.h"

static const char *
round_trip(const char *text)
{
    static char out[ADDRESS_TEXT_MAX];
    struct address address;

    if (address_parse(str_from(text), &address) != OK)
        return "refused";
    address_format(&address, out);
    return out;
}

TEST(address__reads_both_families_and_what_proxies_write)
{
    CHECK_STR(str_from(round_trip("192.0.2.1")), "192.0.2.1");
    CHECK_STR(str_from(round_trip("192.0.2.1:8080")), "192.0.2.1");
    CHECK_STR(str_from(round_trip("2001:DB8::1")), "2001:db8::1");
    CHECK_STR(str_from(round_trip("[2001:db8::1]")), "2001:db8::1");
    CHECK_STR(str_from(round_trip("[2001:db8::1]:443")), "2001:db8::1");
    CHECK_STR(str_from(round_trip("::ffff:192.0.2.1")), "192.0.2.1");
    CHECK_STR(str_from(round_trip("0.10.99.100")), "0.10.99.100");
    CHECK_STR(str_from(round_trip("255.9.200.109")), "255.9.200.109");
}

TEST(address__refuses_other_forms)
{
    static const char *const bad[] = {
        "",
        "localhost",
        "192.0.2",
        "192.0.2.256",
        "192.0.2.1:",
        "1.2.3.4:x",
        "[2001:db8::1",
        "[2001:db8::1]443",
        "[1.2.3.4]",
        "unknown",
        "_hidden",
        " 192.0.2.1",
        "192.0.2.1, 10.0.0.1",
        "2001:db8:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000",
    };

    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        CHECK_STR(str_from(round_trip(bad[i])), "refused");
}

static bool
in(const char *address_text, const char *range_text)
{
    struct address address;
    struct address_range range;

    CHECK_OK(address_parse(str_from(address_text), &address));
    CHECK_OK(address_range_parse(str_from(range_text), &range));
    return address_in(&address, &range);
}

TEST(address_range__holds_what_the_prefix_says)
{
    CHECK(in("10.1.2.3", "10.0.0.0/8"));
    CHECK(!in("11.1.2.3", "10.0.0.0/8"));
    CHECK(in("192.0.2.129", "192.0.2.128/25"));
    CHECK(!in("192.0.2.127", "192.0.2.128/25"));
    CHECK(in("192.0.2.1", "192.0.2.1"));
    CHECK(!in("192.0.2.2", "192.0.2.1"));
    CHECK(in("2001:db8:1::", "2001:db8::/32"));
    CHECK(in("203.0.113.9", "0.0.0.0/0"));
    CHECK(!in("2001:db8::1", "0.0.0.0/0"));
    CHECK(in("203.0.113.9", "::/0"));
}

TEST(address_range__refuses_slips)
{
    struct address_range range;

    CHECK_ERR(address_range_parse(STR("10.0.0.1/8"), &range), ERR_INVALID);
    CHECK_ERR(address_range_parse(STR("10.0.0.0/33"), &range), ERR_INVALID);
    CHECK_ERR(address_range_parse(STR("10.0.0.0/"), &range), ERR_INVALID);
    CHECK_ERR(address_range_parse(STR("10.0.0.0/-1"), &range), ERR_INVALID);
    CHECK_ERR(address_range_parse(STR("::/129"), &range), ERR_INVALID);
    CHECK_ERR(address_range_parse(STR("/8"), &range), ERR_INVALID);
}

TEST_MAIN()
