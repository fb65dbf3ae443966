/* SPDX-License-Identifier: Apache-2.0 */
#include "base/test.h"
#include "mail/card.h"
#include "mail/header.h"
#include "mail/hook.h"
#include "mail/mail.h"

static struct arena arena;

__attribute__((constructor)) static void
open_arena(void)
{
    arena_init(&arena, ARENA_CEILING_USUAL);
}

TEST(header_text__keeps_plain_ascii)
{
    CHECK_STR(str_from(header_text(&arena, STR("Check-ins due"))), "Check-ins due");
}

TEST(header_text__lets_nobody_begin_a_line)
{
    const char *line = header_text(&arena, STR("Ada\r\nBcc: eve@example.org\n\tx"));

    CHECK(strchr(line, '\r') == NULL && strchr(line, '\n') == NULL);
    CHECK_STR(str_from(line), "Ada  Bcc: eve@example.org  x");
    const char *accents = header_text(&arena, STR("Zoë\r\nBcc: eve@example.org"));
    CHECK(strncmp(accents, "=?UTF-8?B?", 10) == 0);
    CHECK(strstr(accents, "Bcc") == NULL);
}

TEST(header_text__encodes_in_words_of_75)
{
    const char *line = header_text(
        &arena, STR("Één doelstelling die heel erg lang is en waarin é en ü en ø en 日本語 staan"));
    struct str rest = str_from(line);

    while (!str_is_null(rest)) {
        struct str word = str_trim(str_cut(rest, '\n', &rest));
        CHECK(word.len <= 75);
        CHECK(str_starts(word, STR("=?UTF-8?B?")) && str_ends(word, STR("?=")));
    }
    CHECK_STR(str_from(header_text(&arena, STR("Zoë"))), "=?UTF-8?B?Wm/Dqw==?=");
    CHECK_STR(str_from(header_text(&arena, STR("=?UTF-8?B?eA==?="))),
              "=?UTF-8?B?PT9VVEYtOD9CP2VBPT0/PQ==?=");
}

TEST(header_split__finds_the_address)
{
    struct str name;
    struct str address;

    CHECK_OK(header_split(STR("Koers at Talverno <koers@talverno.example>"), &name, &address));
    CHECK_STR(name, "Koers at Talverno");
    CHECK_STR(address, "koers@talverno.example");
    CHECK_OK(header_split(STR("koers@talverno.example"), &name, &address));
    CHECK(str_is_null(name));
    CHECK_ERR(header_split(STR("Koers"), &name, &address), ERR_INVALID);
    CHECK_ERR(header_split(STR("Koers <koers>"), &name, &address), ERR_INVALID);
}

TEST(header_is_address__refuses_what_smtp_would_misread)
{
    static const char *const bad[] = {"",      "ada",       "@x.org",       "ada@",
                                      "a@b@c", "a b@c.org", "a@c.org>\r\n", "a@c.org,b@c.org"};

    CHECK(header_is_address(STR("ada.o'neil+okr@example.org")));
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        CHECK(!header_is_address(str_from(bad[i])));
}

TEST(header_date__is_of_rfc_5322)
{
    CHECK_STR(str_from(header_date(&arena, INT64_C(1795438800000000))),
              "Mon, 23 Nov 2026 13:00:00 +0000");
}

TEST(hook_allowed__only_https_to_named_hosts)
{
    struct str list = STR("hooks.slack.com, *.logic.azure.com");

    CHECK(hook_allowed(&arena, list, STR("https://hooks.slack.com/services/T/B/x")));
    CHECK(hook_allowed(&arena, list, STR("https://prod-1.westeurope.logic.azure.com:443/x?sig=y")));
    CHECK(!hook_allowed(&arena, list, STR("http://hooks.slack.com/services/T/B/x")));
    CHECK(!hook_allowed(&arena, list, STR("https://hooks.slack.com:8443/services/x")));
    CHECK(!hook_allowed(&arena, list, STR("https://hooks.slack.com.evil.example/x")));
    CHECK(!hook_allowed(&arena, list, STR("https://evil.example/hooks.slack.com")));
    CHECK(!hook_allowed(&arena, list, STR("https://hooks.slack.com@evil.example/x")));
    CHECK(!hook_allowed(&arena, list, STR("https://ada@hooks.slack.com/x")));
    CHECK(!hook_allowed(&arena, list, STR("https://logic.azure.com/x")));
    CHECK(!hook_allowed(&arena, list, STR("https://169.254.169.254/latest")));
    CHECK(!hook_allowed(&arena, list, STR("http://127.0.0.1:9/x")));
    CHECK(!hook_allowed(&arena, list, STR("file:///etc/passwd")));
    CHECK(hook_allowed(&arena, STR("http://127.0.0.1:9"), STR("http://127.0.0.1:9/x")));
    CHECK(!hook_allowed(&arena, STR("http://127.0.0.1:9"), STR("http://127.0.0.1:90/x")));
}

TEST(mail_why_tidy__is_one_line_of_utf_8)
{
    char good[] = "550 Zoë is not\there";
    char bad[] = "550 d\xe9j\xe0 vu\r\nEVE";
    char cut[] = "550 Zo\xc3";

    mail_why_tidy(good);
    CHECK_STR(str_from(good), "550 Zoë is not here");
    mail_why_tidy(bad);
    CHECK_STR(str_from(bad), "550 d?j? vu  EVE");
    mail_why_tidy(cut);
    CHECK_STR(str_from(cut), "550 Zo?");
}

TEST(hook_host__is_what_libcurl_reads)
{
    static const char *const table[][2] = {
        {"https://hooks.slack.com/services/T/B/key", "hooks.slack.com"},
        {"https:///hooks.slack.com/services/key", "hooks.slack.com"},
        {"https://hooks.slack.com?key=secret", "hooks.slack.com"},
        {"http://127.0.0.1:8080/x", "127.0.0.1:8080"},
        {"no url at all", ""},
    };

    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
        CHECK_STR(hook_host(&arena, str_from(table[i][0])), table[i][1]);
}

static const struct card card = {
    .text = STR(""),
    .title = STR("Say \"hi\" to <!channel>"),
    .foot = STR("Why you get this: you asked."),
    .open = {STR("Open"), STR("https://koers/1")},
};

TEST(card_slack__is_plain_text_and_leaves_out_what_is_not_there)
{
    struct str text;

    CHECK_OK(card_slack(&arena, &card, &text));
    CHECK_STR(text, "{\"text\":\"Say \\\"hi\\\" to &lt;!channel&gt;\",\"blocks\":["
                    "{\"type\":\"section\",\"text\":{\"type\":\"plain_text\",\"text\":"
                    "\"Say \\\"hi\\\" to <!channel>\"}},"
                    "{\"type\":\"actions\",\"elements\":[{\"type\":\"button\",\"text\":"
                    "{\"type\":\"plain_text\",\"text\":\"Open\"},\"url\":\"https://koers/1\"}]},"
                    "{\"type\":\"context\",\"elements\":[{\"type\":\"plain_text\",\"text\":"
                    "\"Why you get this: you asked.\"}]}]}");
}

TEST(card_teams__is_an_adaptive_card)
{
    struct str text;

    CHECK_OK(card_teams(&arena, &card, &text));
    CHECK_STR(text, "{\"type\":\"message\",\"attachments\":[{\"contentType\":"
                    "\"application/vnd.microsoft.card.adaptive\",\"content\":{"
                    "\"$schema\":\"http://adaptivecards.io/schemas/adaptive-card.json\","
                    "\"type\":\"AdaptiveCard\",\"version\":\"1.4\",\"body\":["
                    "{\"type\":\"RichTextBlock\",\"inlines\":[{\"type\":\"TextRun\",\"text\":"
                    "\"Say \\\"hi\\\" to <!channel>\",\"weight\":\"Bolder\"}]},"
                    "{\"type\":\"RichTextBlock\",\"inlines\":[{\"type\":\"TextRun\",\"text\":"
                    "\"Why you get this: you asked.\",\"size\":\"Small\"}]}],"
                    "\"actions\":[{\"type\":\"Action.OpenUrl\",\"title\":\"Open\",\"url\":"
                    "\"https://koers/1\"}]}}]}");
}

TEST_MAIN()
