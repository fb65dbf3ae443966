// SPDX-License-Identifier: Apache-2.0
// The health of the practice: what counts, why, and how far units lie apart. Every answer is worked
// out again from its own derivation by the second implementation.
import assert from 'node:assert/strict';
import { score, spread, value } from '../arithmetic/health.ts';
import { both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { type Company, company, dayFrom } from '../support/company.ts';

const SIGNALS = ['steps', 'check_ins', 'writing', 'alignment', 'fresh', 'meetings'];
const ppm = (fraction: number | null): bigint | null => (fraction === null ? null : BigInt(Math.round(fraction * 1e6)));
const inputs = (signals: Json[]) =>
  signals.map((one) => ({ have: BigInt(one.have), need: BigInt(one.need), weight: BigInt(one.weight) }));

/** The score follows from the signals, these from have and need. */
function proved(part: Json): void {
  assert.deepEqual(part.signals.map((one: Json) => one.signal), SIGNALS);
  inputs(part.signals).forEach((one, at) => assert.equal(ppm(part.signals[at].value), value(one), part.unit_name));
  assert.equal(ppm(part.score), score(inputs(part.signals)), part.unit_name);
}

both('the health of the practice', (world) => {
  let on: Company;
  const of = async (unit: number, cycle = on.cycle) =>
    (await world.admin.get(`/api/v1/units/${unit}/practice-health`, { cycle_id: cycle })).is(200);
  const level = async (query: Json) => (await world.admin.get('/api/v1/practice-health', query)).is(200);
  const signal = (part: Json, name: string) => {
    const one = part.signals.find((other: Json) => other.signal === name);
    return [one.have, one.need];
  };

  world.step('has no number where nothing counts', async () => {
    on = await company(world);
    const view = await of(on.units.finance);
    assert.deepEqual([view.score, view.kept, view.parts.length, view.trend.length], [null, false, 1, 1]);
    assert.deepEqual(view.signals.map((one: Json) => [one.need, one.value]), SIGNALS.map(() => [0, null]));
    assert.deepEqual(view.signals.map((one: Json) => one.weight), [25, 25, 15, 15, 10, 10]);
    (await world.admin.get(`/api/v1/units/${on.units.top}/practice-health`, { cycle_id: 999_999 })).faultAt('?cycle_id', 400);
    (await world.admin.get('/api/v1/practice-health', { cycle_id: on.cycle, parent_id: 999_999 })).faultAt('?parent_id', 400);
    (await world.admin.get('/api/v1/units/999999/practice-health', { cycle_id: on.cycle })).is(404);
  });

  world.step('counts check-ins in their rounds, what is outdated, links, writing and meetings', async () => {
    const above = await on.published({ unit_id: on.units.top, title: 'Customers come back because everything just works' });
    const one = await on.published({ title: 'Parcels arrive when we said they would' });
    await on.published({ title: 'Implement the new system by 20% and also do more' });
    await on.link(one.id, above.id);
    const [first, second] = [await on.keyResult(one.id), await on.keyResult(one.id)];
    // The cycle began 30 days ago: two whole rounds of 14 days have passed.
    await on.checkIn(first.id, 10, { day: dayFrom(on.today, -25) });
    await on.checkIn(first.id, 20, { day: dayFrom(on.today, -20) }); // the same round
    await on.checkIn(first.id, 30, { day: dayFrom(on.today, -10) });
    await on.checkIn(second.id, 10, { day: dayFrom(on.today, -28) });
    const meeting = (await on.admin.post(`/api/v1/units/${on.units.netherlands}/meetings`, { cycle_id: on.cycle })).is(201);
    (await on.admin.post(`/api/v1/meetings/${meeting.id}/start`)).is(200);
    (await on.admin.post(`/api/v1/meetings/${meeting.id}/end`)).is(200);
    const view = await of(on.units.netherlands);
    assert.deepEqual(signal(view, 'check_ins'), [3, 4]);
    assert.deepEqual(signal(view, 'fresh'), [1, 2]);
    assert.deepEqual(signal(view, 'alignment'), [1, 2]);
    assert.deepEqual(signal(view, 'meetings'), [1, 2]);
    assert.deepEqual(signal(view, 'steps'), [0, 0]);
    const [have, need] = signal(view, 'writing') as [number, number];
    assert.equal(need, 10);
    assert.ok(have > 0 && have < 10, `findings count: ${have}`);
    proved(view);
  });

  world.step('says why: a unit is the sum of its own and of those below it', async () => {
    for (const unit of Object.values(on.units)) {
      const view = await of(unit);
      proved(view);
      for (const part of view.parts) proved(part);
      assert.deepEqual(view.parts.map((part: Json) => part.own), view.parts.map((_: Json, at: number) => at === 0));
      for (const name of SIGNALS) {
        const sums = view.parts.map((part: Json) => signal(part, name));
        assert.deepEqual(
          signal(view, name),
          [0, 1].map((at) => sums.reduce((sum: number, pair: number[]) => sum + (pair[at] ?? 0), 0)),
        );
      }
    }
    assert.deepEqual((await of(on.units.top)).parts.map((part: Json) => part.unit_name), ['Acme', 'Finance', 'Retail']);
  });

  world.step('follows the weights of the settings', async () => {
    const before = await of(on.units.netherlands);
    await on.setting('health_meetings', '0');
    const after = await of(on.units.netherlands);
    proved(after);
    assert.notEqual(after.score, before.score);
    assert.deepEqual(signal(after, 'meetings'), signal(before, 'meetings'));
  });

  world.step('sets units beside each other in the order of the tree, with their spread', async () => {
    const beside = await level({ cycle_id: on.cycle, parent_id: on.units.top });
    assert.deepEqual(beside.units.map((one: Json) => one.unit_name), ['Finance', 'Retail']);
    for (const one of beside.units) proved(one);
    const scores = beside.units.flatMap((one: Json) => (one.score === null ? [] : [ppm(one.score)]));
    const { count, low, lower, median, upper, high } = beside.spread;
    assert.deepEqual([low, lower, median, upper, high].map(ppm), spread(scores));
    assert.equal(count, 1); // Finance has nothing that counts
    assert.deepEqual((await level({ cycle_id: on.cycle, type: 'business_unit' })).units.map((one: Json) => one.unit_name), ['Retail']);
    assert.deepEqual((await level({ cycle_id: on.cycle })).units.map((one: Json) => one.unit_name), ['Acme']);
    assert.deepEqual((await level({ cycle_id: on.cycle, type: 'region' })).spread.median, null);
  });

  world.step('is read by everybody, and asks for no person', async () => {
    const mia = await on.person('Mia Member', { memberOf: [on.units.finance] });
    const view = (await mia.client.get(`/api/v1/units/${on.units.netherlands}/practice-health`, { cycle_id: on.cycle })).is(200);
    assert.ok(!JSON.stringify(view).includes('person'));
  });
});
