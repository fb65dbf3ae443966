/* SPDX-License-Identifier: Apache-2.0 */
/* Tells AddressSanitizer which bytes of a block are handed out; nothing in other builds. */
#ifndef KOERS_BASE_POISON_H
#define KOERS_BASE_POISON_H

#if defined(__SANITIZE_ADDRESS__)
#define KOERS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define KOERS_ASAN 1
#endif
#endif

#ifdef KOERS_ASAN
#include <sanitizer/asan_interface.h>
#define poison(ptr, size)   ASAN_POISON_MEMORY_REGION((ptr), (size))
#define unpoison(ptr, size) ASAN_UNPOISON_MEMORY_REGION((ptr), (size))
#else
#define poison(ptr, size)   ((void)(ptr), (void)(size))
#define unpoison(ptr, size) ((void)(ptr), (void)(size))
#endif

#endif
