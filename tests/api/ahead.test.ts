// SPDX-License-Identifier: Apache-2.0
// How often a page waits for PostgreSQL: what it knows it will ask goes out together. A hint whose parameters have come
// to differ from what is asked then answers as before, and shows here alone.
import assert from 'node:assert/strict';
import { both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { company } from '../support/company.ts';
import { metrics, metricsArgs } from '../support/metrics.ts';

const WAITS = 'koers_database_waits_total';

both(
  'what is said ahead',
  (world) => {
    const waits = async () => (await metrics(world.server)).get(WAITS) ?? Number.NaN;

    /** Of several tries the fewest: jobs wait, too. */
    async function fewest(ask: () => Promise<unknown>): Promise<number> {
      const counts: number[] = [];
      for (let i = 0; i < 12; i++) {
        const before = await waits();
        await ask();
        counts.push((await waits()) - before);
      }
      return Math.min(...counts);
    }

    world.step('makes pages wait seldom', async () => {
      const on = await company(world);
      const quiet = on.quiet;
      const mia = await on.person('Mia Member');
      const levels: Json[] = [];
      for (let i = 0; i < 3; i++) {
        const draft = await on.draft({ title: `Deliver on time, ${i}`, unit_id: on.units.retail, owner_id: mia.id });
        await on.keyResult(draft.id);
        await on.keyResult(draft.id, { kind: 'milestones', milestones: [{ title: 'It runs', weight: 1 }] });
        levels.push(await on.publish(await on.objective(draft.id)));
        if (i > 0) await on.link(levels[i]?.id, levels[i - 1]?.id);
      }
      const page = await fewest(() => quiet.get('/api/v1/objectives', { cycle_id: on.cycle, unit_id: on.units.retail, limit: 1 }));
      const objective = await fewest(() => quiet.get(`/api/v1/objectives/${levels[0]?.id}`));
      // Who asks, of what roles, the rows, and a level of what contributes each; and twice what was told meanwhile, while
      // any transaction of the server, be it of another database, is older than that.
      assert.ok(world.engine === 'sqlite' ? page === 0 : page >= 4 && page <= 8, `${page} for the page of a unit`);
      assert.ok(world.engine === 'sqlite' ? objective === 0 : objective >= 3 && objective <= 8, `${objective} for that of an objective`);
    });
  },
  { args: metricsArgs },
);
