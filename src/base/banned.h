/* SPDX-License-Identifier: Apache-2.0 */
/* Functions with which it is too easy to be wrong. Every file is compiled with this included. */
#ifndef KOERS_BASE_BANNED_H
#define KOERS_BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* The macros of libxlsxwriter's headers name it; sheet/ does not use them. */
#ifndef STRNCPY_IN_HEADERS
#pragma GCC poison strncpy
#endif
#pragma GCC poison strcpy strcat strncat sprintf vsprintf strtok strtok_r
#pragma GCC poison atoi atol atoll gmtime localtime gmtime_r localtime_r ctime asctime gets

#endif
