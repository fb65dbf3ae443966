/* SPDX-License-Identifier: Apache-2.0 */
#include "practice/writing/title.h"

#include <ctype.h>
#include <utf8proc.h>

#include "model/fold.h"

#define LANGUAGE_COUNT 2U
#define STEM_MIN       4U /* letters that must be alike for an ending to be one */
#define ENDING_MAX     3U
#define CAPITALS_MIN   2U
#define CAPITALS_MAX   7U

enum glyph { GLYPH_SPACE, GLYPH_LETTER, GLYPH_DIGIT, GLYPH_MARK };

/* What stands at `at`, and how many bytes it takes. */
static enum glyph
glyph_at(struct str text, size_t at, size_t *ret_len)
{
    utf8proc_int32_t point = 0;
    utf8proc_ssize_t len = utf8proc_iterate((const utf8proc_uint8_t *)text.ptr + at,
                                            (utf8proc_ssize_t)(text.len - at), &point);

    *ret_len = len > 0 ? (size_t)len : 1;
    if (point >= '0' && point <= '9')
        return GLYPH_DIGIT;
    int category = (int)utf8proc_category(point);
    if (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO)
        return GLYPH_LETTER; /* its marks and the digits of other scripts too */
    bool space = category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_CC;
    return space ? GLYPH_SPACE : GLYPH_MARK;
}

static bool
is_apostrophe(struct str text, size_t at)
{
    struct str rest = str_slice(text, at, 3);

    return str_starts(rest, STR("'")) || str_starts(rest, STR("’"));
}

/* Does a word go on over this mark: a hyphen, dot or apostrophe with a letter or digit behind it?
 */
static bool
joins(struct str text, size_t at, size_t len)
{
    size_t unused;

    if (text.ptr[at] != '-' && text.ptr[at] != '.' && !is_apostrophe(text, at))
        return false;
    if (at + len >= text.len)
        return false;
    enum glyph next = glyph_at(text, at + len, &unused);
    return next == GLYPH_LETTER || next == GLYPH_DIGIT;
}

/* The end of the word or number that begins at `at`. A number goes on over dots and commas that
 * have a digit behind them, and ends before a letter. */
static size_t
end_of(struct str text, size_t at, bool number)
{
    while (at < text.len) {
        size_t len;
        enum glyph glyph = glyph_at(text, at, &len);
        bool digit_next = at + 1 < text.len && isdigit((unsigned char)text.ptr[at + 1]);
        bool separator = (text.ptr[at] == '.' || text.ptr[at] == ',') && digit_next;
        bool inside = number ? glyph == GLYPH_DIGIT || separator
                             : glyph == GLYPH_LETTER || glyph == GLYPH_DIGIT ||
                                   (glyph == GLYPH_MARK && joins(text, at, len));
        if (!inside)
            break;
        at += len;
    }
    return at;
}

/* "1,500" and "1.500.000" are whole, "99.5" and "4,25" have decimals. */
static void
read_number(struct piece *piece)
{
    struct str text = piece->text;
    size_t behind = 0; /* digits behind the last separator */
    int64_t value = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (isdigit((unsigned char)text.ptr[i])) {
            behind++;
        } else {
            piece->dots++;
            behind = 0;
        }
    }
    bool decimals = piece->dots == 1 && behind != 3;
    for (size_t i = 0; i < text.len; i++) {
        if (!isdigit((unsigned char)text.ptr[i]))
            continue;
        value = value * 10 + (text.ptr[i] - '0');
        if (value > DECIMAL_MAX / DECIMAL_ONE)
            return;
    }
    value *= DECIMAL_ONE;
    for (size_t i = 0; decimals && i < behind; i++)
        value /= 10;
    piece->value = value;
}

/* How many capitals make up the word: 3 of CRM, KPIs and KPI's, whose small s is a plural; 0 of any
 * other word. */
static size_t
capitals_of(struct str word)
{
    size_t count = 0;

    while (count < word.len && isupper((unsigned char)word.ptr[count]))
        count++;
    struct str rest = str_slice(word, count, word.len);
    bool plural = rest.len == 0 || str_eq(rest, STR("s")) || str_eq(rest, STR("'s")) ||
                  str_eq(rest, STR("’s"));
    return plural && count >= CAPITALS_MIN && count <= CAPITALS_MAX ? count : 0;
}

static void
read_piece(struct arena *arena, struct str text, size_t at, struct piece *piece)
{
    size_t len;
    enum glyph glyph = glyph_at(text, at, &len);
    size_t end = glyph == GLYPH_MARK ? at + len : end_of(text, at, glyph == GLYPH_DIGIT);
    struct str stretch = str_slice(text, at, end - at);
    size_t capitals = glyph == GLYPH_LETTER ? capitals_of(stretch) : 0;

    *piece = (struct piece){
        .kind = glyph == GLYPH_MARK    ? PIECE_MARK
                : glyph == GLYPH_DIGIT ? PIECE_NUMBER
                                       : PIECE_WORD,
        .text = fold(arena, capitals > 0 ? str_slice(stretch, 0, capitals) : stretch),
        .at = at,
        .len = stretch.len,
        .capitals = capitals > 0,
    };
    if (piece->kind == PIECE_NUMBER)
        read_number(piece);
}

/* Small words tell the language; as many of both, or none at all, leave it open. */
static void
find_language(struct title *title)
{
    size_t score[LANGUAGE_COUNT] = {0};

    for (size_t language = 0; language < LANGUAGE_COUNT; language++) {
        title->in[language] = true;
        title->in[1 - language] = false;
        for (size_t i = 0; i < title->count; i++)
            score[language] += title_words_at(title, i, WORDS_FUNCTION) > 0;
    }
    title->in[0] = score[0] >= score[1];
    title->in[1] = score[1] >= score[0];
}

/* Takes the text apart into at most TITLE_PIECES_MAX pieces. */
static enum err
read_pieces(struct arena *arena, struct str text, struct piece *pieces, size_t *ret_count)
{
    size_t count = 0;
    bool glued = false;

    for (size_t at = 0; at < text.len && count < TITLE_PIECES_MAX;) {
        size_t len;
        if (glyph_at(text, at, &len) == GLYPH_SPACE) {
            at += len;
            glued = false;
            continue;
        }
        struct piece *piece = &pieces[count++];
        read_piece(arena, text, at, piece);
        if (str_is_null(piece->text))
            return ERR_MEMORY;
        piece->glued = glued;
        at += piece->len;
        glued = true;
    }
    *ret_count = count;
    return OK;
}

enum err
title_read(struct arena *arena, struct str text, struct title *out)
{
    struct piece pieces[TITLE_PIECES_MAX];

    *out = (struct title){.text = text};
    TRY(read_pieces(arena, text, pieces, &out->count));
    out->pieces = arena_array(arena, out->count, sizeof(*out->pieces));
    if (out->pieces == NULL)
        return ERR_MEMORY;
    if (out->count > 0)
        memcpy(out->pieces, pieces, out->count * sizeof(*pieces));
    find_language(out);
    for (size_t i = 0; i < out->count; i++) {
        struct piece *piece = &out->pieces[i];
        piece->matter = piece->kind != PIECE_MARK && title_words_at(out, i, WORDS_FUNCTION) == 0 &&
                        title_words_at(out, i, WORDS_CHANGE) == 0;
        piece->number = title_words_at(out, i, WORDS_NUMBER_WORD) > 0;
    }
    return OK;
}

/* One word of an entry, with a star at its end, at its beginning or alone, against one piece. */
static bool
word_fits(struct str pattern, struct str text)
{
    if (pattern.len > 1 && pattern.ptr[0] == '*')
        return text.len >= pattern.len && str_ends(text, str_slice(pattern, 1, pattern.len));
    if (pattern.len > 1 && pattern.ptr[pattern.len - 1] == '*')
        return str_starts(text, str_slice(pattern, 0, pattern.len - 1));
    return str_eq(pattern, text) || str_eq(pattern, STR("*"));
}

static size_t
entry_at(const struct title *title, size_t at, struct str entry)
{
    size_t count = 0;
    struct str rest = entry;

    while (!str_is_null(rest)) {
        struct str word = str_cut(rest, ' ', &rest);
        if (at + count >= title->count || !word_fits(word, title->pieces[at + count].text))
            return 0;
        count++;
    }
    return count;
}

size_t
title_words_at(const struct title *title, size_t at, enum words_list list)
{
    size_t longest = 0;

    if (at >= title->count || title->pieces[at].text.len == 0)
        return 0;
    char first = title->pieces[at].text.ptr[0];
    for (size_t language = 0; language < LANGUAGE_COUNT; language++) {
        const struct words_lines *lines = &words_lists[language][list];
        if (!title->in[language])
            continue;
        for (size_t i = 0; i < lines->count; i++) {
            char begins = lines->items[i].ptr[0]; /* most entries are told apart by one letter */
            if (begins != first && begins != '*')
                continue;
            size_t count = entry_at(title, at, lines->items[i]);
            if (count > longest)
                longest = count;
        }
    }
    return longest;
}

bool
title_find(const struct title *title, size_t from, enum words_list list, struct stretch *ret_place)
{
    for (size_t i = from; i < title->count; i++) {
        size_t count = title_words_at(title, i, list);
        if (count > 0) {
            *ret_place = (struct stretch){i, count};
            return true;
        }
    }
    return false;
}

bool
title_is(const struct title *title, size_t at, const char *text)
{
    return at < title->count && str_eq(title->pieces[at].text, str_from(text));
}

size_t
title_word_count(const struct title *title)
{
    size_t count = 0;

    for (size_t i = 0; i < title->count; i++)
        count += title->pieces[i].kind != PIECE_MARK;
    return count;
}

/* Alike but for an ending: winkel and winkels. */
static bool
same_word(struct str a, struct str b)
{
    size_t common = 0;
    size_t longer = a.len > b.len ? a.len : b.len;

    while (common < a.len && common < b.len && a.ptr[common] == b.ptr[common])
        common++;
    return common == longer || (common >= STEM_MIN && longer - common <= ENDING_MAX);
}

/* Does a word of matter stand in the title, before place `end`? */
static bool
has_word(const struct title *title, struct str word, size_t end)
{
    for (size_t i = 0; i < end; i++)
        if (title->pieces[i].matter && same_word(title->pieces[i].text, word))
            return true;
    return false;
}

/* "After a year" is not "after three years". */
static bool
has_other_number(const struct title *a, const struct title *b)
{
    for (size_t i = 0; i < a->count; i++)
        if (a->pieces[i].number && !has_word(b, a->pieces[i].text, b->count))
            return true;
    return false;
}

fraction_t
title_likeness(const struct title *a, const struct title *b)
{
    int64_t both = 0;
    int64_t either = 0;

    if (has_other_number(a, b) || has_other_number(b, a))
        return 0;
    for (size_t i = 0; i < a->count; i++) {
        struct str word = a->pieces[i].text;
        if (!a->pieces[i].matter || has_word(a, word, i))
            continue;
        either++;
        both += has_word(b, word, b->count);
    }
    for (size_t i = 0; i < b->count; i++) {
        struct str word = b->pieces[i].text;
        if (b->pieces[i].matter && !has_word(b, word, i) && !has_word(a, word, a->count))
            either++;
    }
    return either > 0 ? both * FRACTION_ONE / either : 0;
}
