/* SPDX-License-Identifier: Apache-2.0 */
#include "base/cores.h"

#include <sched.h>

unsigned
cores_usable(void)
{
    cpu_set_t cores;

    if (sched_getaffinity(0, sizeof(cores), &cores) != 0)
        return 1;
    return (unsigned)CPU_COUNT(&cores);
}
