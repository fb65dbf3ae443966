// SPDX-License-Identifier: Apache-2.0
// SIGKILL in the middle of writing: whatever was acknowledged is there afterwards, once, and its
// numbers add up. tests/faults does the same for minutes.
import { both } from '../support/both.ts';
import { killedUnderLoad } from '../support/writers.ts';

both('a crash', (world) => killedUnderLoad(world, 3));
