/* SPDX-License-Identifier: Apache-2.0 */
#define ZLIB_CONST /* so that zlib takes what it only reads as const */
#include "asset_file.h"

#include <brotli/decode.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/test.h"

#define TEXT_SIZE 20000U

/* A folder with what a bundler leaves, and an arena and list to read it into. */
struct fixture {
    char folder[64];
    struct arena arena;
    struct asset_list list;
};

static const char *const file_names[] = {"index.html", "assets/index-CTst4gJk.js",
                                         "assets/index-CTst4gJk.js.map", "assets/plain.css"};
#define FILE_COUNT (sizeof(file_names) / sizeof(file_names[0]))

static void
fixture_init(struct fixture *f)
{
    char path[128];

    snprintf(f->folder, sizeof(f->folder), "/tmp/embed-test-XXXXXX");
    CHECK(mkdtemp(f->folder) != NULL);
    snprintf(path, sizeof(path), "%s/assets", f->folder);
    CHECK_INT(mkdir(path, 0700), 0);
    for (size_t i = 0; i < FILE_COUNT; i++) {
        snprintf(path, sizeof(path), "%s/%s", f->folder, file_names[i]);
        FILE *file = fopen(path, "we");
        CHECK(file != NULL);
        for (size_t n = 0; file != NULL && n < TEXT_SIZE; n++)
            fputc("koers"[n % 5], file);
        if (file != NULL)
            fclose(file);
    }
    arena_init(&f->arena, ASSET_ARENA_MAX);
    CHECK_OK(asset_list_init(&f->arena, &f->list));
}

static void
fixture_release(struct fixture *f)
{
    char path[128];

    for (size_t i = 0; i < FILE_COUNT; i++) {
        snprintf(path, sizeof(path), "%s/%s", f->folder, file_names[i]);
        unlink(path);
    }
    snprintf(path, sizeof(path), "%s/assets", f->folder);
    rmdir(path);
    rmdir(f->folder);
    arena_release(&f->arena);
}

TEST(asset_folder__is_taken_in_sorted_and_without_source_maps)
{
    struct fixture f;

    fixture_init(&f);
    CHECK_OK(asset_add_folder(&f.arena, &f.list, f.folder, "/"));
    asset_sort(&f.list);
    CHECK_INT(f.list.count, 3);
    CHECK_STR(f.list.items[0].path, "/assets/index-CTst4gJk.js");
    CHECK_STR(f.list.items[1].path, "/assets/plain.css");
    CHECK_STR(f.list.items[2].path, "/index.html");
    CHECK(f.list.items[0].immutable);
    CHECK(!f.list.items[1].immutable);
    CHECK(!f.list.items[2].immutable);
    CHECK_STR(str_from(f.list.items[2].content_type), "text/html; charset=utf-8");
    fixture_release(&f);
}

TEST(asset_compress__gives_back_the_same_bytes)
{
    struct fixture f;
    static unsigned char bytes[TEXT_SIZE];
    size_t size = sizeof(bytes);

    fixture_init(&f);
    CHECK_OK(asset_add_folder(&f.arena, &f.list, f.folder, "/"));
    asset_sort(&f.list);
    const struct asset_file *asset = &f.list.items[0];
    struct str plain = asset->body[CODING_IDENTITY];
    CHECK_OK(asset_compress(&f.arena, &f.list));
    struct str gzip = asset->body[CODING_GZIP];
    struct str brotli = asset->body[CODING_BROTLI];
    CHECK_INT(plain.len, TEXT_SIZE);
    CHECK(gzip.len > 0 && gzip.len < plain.len);
    CHECK(brotli.len > 0 && brotli.len < plain.len);
    /* Gzip is enough, but for a page, which the server writes into. */
    CHECK(str_is_null(asset->body[CODING_IDENTITY]));
    CHECK(!str_is_null(f.list.items[2].body[CODING_IDENTITY]));

    CHECK_INT(BrotliDecoderDecompress(brotli.len, (const uint8_t *)brotli.ptr, &size, bytes),
              BROTLI_DECODER_RESULT_SUCCESS);
    CHECK(str_eq(plain, (struct str){(const char *)bytes, size}));

    z_stream stream = {.next_in = (const Bytef *)gzip.ptr,
                       .avail_in = (uInt)gzip.len,
                       .next_out = bytes,
                       .avail_out = sizeof(bytes)};
    memset(bytes, 0, sizeof(bytes));
    CHECK_INT(inflateInit2(&stream, 15 + 16), Z_OK);
    CHECK_INT(inflate(&stream, Z_FINISH), Z_STREAM_END);
    CHECK(str_eq(plain, (struct str){(const char *)bytes, stream.total_out}));
    inflateEnd(&stream);
    fixture_release(&f);
}

TEST(asset_folder__that_is_not_there_holds_nothing)
{
    struct arena arena;
    struct asset_list list;

    arena_init(&arena, ASSET_ARENA_MAX);
    CHECK_OK(asset_list_init(&arena, &list));
    CHECK_OK(asset_add_folder(&arena, &list, "/nonexistent/dist", "/"));
    CHECK_INT(list.count, 0);
    arena_release(&arena);
}

TEST_MAIN()
