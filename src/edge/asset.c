/* SPDX-License-Identifier: Apache-2.0 */
#define ZLIB_CONST /* so that zlib takes what it only reads as const */
#include "edge/asset.h"

#include <endian.h>
#include <pthread.h>
#include <sodium.h>
#include <zlib.h>

#include "edge/answer.h"
#include "http/accept.h"
#include "http/server.h"

#define NONCE_BYTES       16
#define GZIP_WINDOW_BITS  (15 + 16) /* any window, with a gzip header */
#define ASSET_HEADERS_MAX 10U
#define PAGE_MAX          (256U << 10)

#define PAGE "/index.html"
#define DOCS "/api/docs"

struct asset_answers {
    pthread_mutex_t lock;              /* of who makes one, and of the edge's arena meanwhile */
    _Atomic(struct http_kept *) *kept; /* ASSET_CODING_COUNT of each asset */
};

enum err
asset_init(struct edge *edge)
{
    struct asset_answers *answers = arena_new(&edge->arena, struct asset_answers);

    if (answers == NULL)
        return ERR_MEMORY;
    answers->kept =
        arena_array(&edge->arena, all_assets_count * ASSET_CODING_COUNT, sizeof(*answers->kept));
    if (answers->kept == NULL)
        return ERR_MEMORY;
    pthread_mutex_init(&answers->lock, NULL);
    edge->asset_answers = answers;
    return OK;
}

void
asset_release(struct edge *edge)
{
    struct asset_answers *answers = edge->asset_answers;

    if (answers == NULL)
        return;
    for (size_t i = 0; i < all_assets_count * ASSET_CODING_COUNT; i++)
        http_kept_release(answers->kept[i]);
    pthread_mutex_destroy(&answers->lock);
    edge->asset_answers = NULL;
}

bool
asset_is_docs(const struct http_target *target)
{
    return str_eq(target->path, STR(DOCS)) || str_starts(target->path, STR(DOCS "/"));
}

enum err
asset_identity(struct arena *arena, const struct asset *asset, struct str *out)
{
    struct str packed = asset->body[ASSET_GZIP];
    z_stream stream = {0};
    uint32_t len;

    *out = asset->body[ASSET_IDENTITY];
    if (!str_is_null(*out))
        return OK;
    memcpy(&len, packed.ptr + packed.len - sizeof(len), sizeof(len)); /* gzip says it at its end */
    len = le32toh(len);
    char *bytes = arena_alloc(arena, len);
    if (bytes == NULL || inflateInit2(&stream, GZIP_WINDOW_BITS) != Z_OK)
        return ERR_MEMORY;
    stream.next_in = (const Bytef *)packed.ptr;
    stream.avail_in = (uInt)packed.len;
    stream.next_out = (Bytef *)bytes;
    stream.avail_out = len;
    bool whole = inflate(&stream, Z_FINISH) == Z_STREAM_END;
    inflateEnd(&stream);
    *out = (struct str){.ptr = bytes, .len = len};
    return whole ? OK : ERR_MEMORY;
}

/* The smallest form the client takes. */
static enum asset_coding
choose_coding(const struct asset *asset, const struct http_exchange *exchange)
{
    unsigned available = (str_is_null(asset->body[ASSET_GZIP]) ? 0U : (unsigned)CODING_GZIP) |
                         (str_is_null(asset->body[ASSET_BROTLI]) ? 0U : (unsigned)CODING_BR);

    switch (accept_coding(http_header_find(exchange, "accept-encoding"), available)) {
    case CODING_BR:
        return ASSET_BROTLI;
    case CODING_GZIP:
        return ASSET_GZIP;
    case CODING_IDENTITY:
        break;
    }
    return ASSET_IDENTITY;
}

/* Answers as somebody before was answered, if anybody was. */
static bool
answer_again(_Atomic(struct http_kept *) *place, struct http_exchange *exchange)
{
    const struct http_kept *kept = *place;

    return kept != NULL && http_answer_kept(exchange, kept);
}

/* Without memory nothing is kept, and the next one tries again. */
static void
keep(struct edge *edge, _Atomic(struct http_kept *) *place, const struct http_header *headers,
     size_t count, struct str body)
{
    pthread_mutex_lock(&edge->asset_answers->lock);
    if (*place == NULL)
        *place = http_kept_new(&edge->arena, 200, headers, count, body);
    pthread_mutex_unlock(&edge->asset_answers->lock);
}

static void
answer_file(struct edge *edge, struct http_exchange *exchange, const struct asset *asset)
{
    static const char *const suffix[] = {"", "-gz", "-br"};
    struct http_header headers[ASSET_HEADERS_MAX];
    size_t count = 0;
    enum asset_coding coding = choose_coding(asset, exchange);
    _Atomic(struct http_kept *) *place =
        &edge->asset_answers->kept[(size_t)(asset - all_assets) * ASSET_CODING_COUNT + coding];
    struct str wanted = http_header_find(exchange, "if-none-match");

    if (str_is_null(wanted) && answer_again(place, exchange))
        return;
    struct str etag = str_fmt(exchange->arena, "\"%s%s\"", asset->etag, suffix[coding]);
    bool known = accept_has(wanted, etag);
    struct str body = known ? STR("") : asset->body[coding];
    bool lasts = !known && !str_is_null(body);

    if (str_is_null(body) && asset_identity(exchange->arena, asset, &body) != OK) {
        answer_problem(exchange, 503, "Service Unavailable", "busy",
                       "There is no memory left to answer this; try again, or take gzip.");
        return;
    }
    headers[count++] = (struct http_header){STR("Content-Type"), str_from(asset->content_type)};
    headers[count++] = (struct http_header){STR("ETag"), etag};
    headers[count++] = (struct http_header){STR("Vary"), STR("Accept-Encoding")};
    headers[count++] = (struct http_header){STR("X-Content-Type-Options"), STR("nosniff")};
    headers[count++] = (struct http_header){
        STR("Cache-Control"),
        asset->immutable ? STR("public, max-age=31536000, immutable") : STR("no-cache")};
    if (coding == ASSET_GZIP)
        headers[count++] = (struct http_header){STR("Content-Encoding"), STR("gzip")};
    if (coding == ASSET_BROTLI)
        headers[count++] = (struct http_header){STR("Content-Encoding"), STR("br")};
    if (lasts)
        keep(edge, place, headers, count, body);
    http_answer_static(exchange, known ? 304 : 200, headers, count, body);
}

/* A page's HTML with the nonce put into <meta name="csp-nonce" content="">. */
static struct str
page_with_nonce(struct arena *arena, struct str page, struct str nonce)
{
    static const char mark[] = "name=\"csp-nonce\" content=\"";
    const char *at = memmem(page.ptr, page.len, mark, sizeof(mark) - 1);

    if (at == NULL)
        return page;
    size_t before = (size_t)(at - page.ptr) + sizeof(mark) - 1;
    char *whole = arena_alloc(arena, page.len + nonce.len);
    if (whole == NULL)
        return page;
    memcpy(whole, page.ptr, before);
    memcpy(whole + before, nonce.ptr, nonce.len);
    memcpy(whole + before + nonce.len, page.ptr + before, page.len - before);
    return (struct str){.ptr = whole, .len = page.len + nonce.len};
}

static struct str
nonce_new(struct arena *arena)
{
    unsigned char bytes[NONCE_BYTES];
    size_t size = sodium_base64_ENCODED_LEN(NONCE_BYTES, sodium_base64_VARIANT_ORIGINAL);
    char *text = arena_alloc(arena, size);

    randombytes_buf(bytes, sizeof(bytes));
    if (text == NULL)
        return STR("");
    return str_from(
        sodium_bin2base64(text, size, bytes, sizeof(bytes), sodium_base64_VARIANT_ORIGINAL));
}

static void
answer_page(struct http_exchange *exchange, const struct asset *page)
{
    struct str nonce = nonce_new(exchange->arena);
    struct str policy =
        str_fmt(exchange->arena,
                "default-src 'none'; script-src 'self'; style-src-elem 'self' 'nonce-%.*s'; "
                "style-src-attr 'none'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
                "manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
                STR_FMT(nonce));
    const struct http_header headers[] = {
        {STR("Content-Type"), STR("text/html; charset=utf-8")},
        {STR("Cache-Control"), STR("no-store")},
        {STR("Content-Security-Policy"), policy},
        {STR("X-Content-Type-Options"), STR("nosniff")},
        {STR("Referrer-Policy"), STR("same-origin")},
        {STR("Cross-Origin-Opener-Policy"), STR("same-origin")},
    };

    http_answer(exchange, 200, headers, sizeof(headers) / sizeof(headers[0]),
                page_with_nonce(exchange->arena, page->body[ASSET_IDENTITY], nonce));
}

/* The client routes by itself: every address without a dot in its last segment is its page. */
static bool
is_page(const struct http_target *target)
{
    if (target->segment_count == 0)
        return true;
    struct str last = target->segments[target->segment_count - 1];
    return last.len == 0 || memchr(last.ptr, '.', last.len) == NULL;
}

void
asset_handle(struct edge *edge, struct http_exchange *exchange)
{
    const struct asset *asset = asset_find(exchange->target.path);

    if (exchange->method != HTTP_GET && exchange->method != HTTP_HEAD) {
        answer_method_not_allowed(exchange, STR("GET, HEAD"));
        return;
    }
    if (asset == NULL && is_page(&exchange->target))
        asset = asset_find(STR(PAGE));
    if (asset == NULL)
        answer_problem(exchange, 404, "Not Found", "no_such_path", "There is no such path.");
    else if (strncmp(asset->content_type, "text/html", 9) == 0)
        answer_page(exchange, asset);
    else
        answer_file(edge, exchange, asset);
}
