// SPDX-License-Identifier: Apache-2.0
// SIGKILL under write load, at points around BEGIN and COMMIT that are the same in every run.
import { both } from '../support/both.ts';
import { killedUnderLoad } from '../support/writers.ts';

both('a server killed again and again', (world) => killedUnderLoad(world, world.engine === 'sqlite' ? 200 : 50));
