// SPDX-License-Identifier: Apache-2.0
// The numbers that the API shows, held against the second implementation of the arithmetic: of every
// key result and objective, in pages, lists, trees and derivations, after every kind of change.
import assert from 'node:assert/strict';
import { expected, expectedShare, RULES, rounded, type Status } from '../arithmetic/arithmetic.ts';
import { both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { all, type Company, company, dayFrom, match } from '../support/company.ts';
import { dayNumber, decimal, evaluate, fraction, generator, Ledger, measure, shapes } from '../support/ledger.ts';

const weights = [100, 50, 14.29, 1.5, 33.33, 0];

both('numbers', (world) => {
  let on: Company;
  let next: (below: number) => number;
  let ledger: Ledger;
  const pick = <T>(list: readonly T[]): T => list[next(list.length)] as T;
  const entry = (id: number) => ledger.entry(id);

  async function objective(unit: number): Promise<number> {
    const view = await on.draft({ unit_id: unit, kind: pick(['committed', 'aspirational']) });
    ledger.add(view);
    return view.id;
  }

  async function keyResult(id: number, first: boolean): Promise<void> {
    const { kind } = entry(id).view;
    const shape = { ...pick(shapes.filter((one) => one.kind !== 'zones' || kind === 'aspirational')), weight: first ? 25 : pick(weights) };
    if (next(4) === 0) shape.start_day = dayFrom(on.today, -next(20));
    if (next(4) === 0) shape.due_day = dayFrom(on.today, 5 + next(40));
    if (shape.kind === 'milestones') shape.milestones = milestones(1 + next(5));
    if (shape.start_value !== undefined && next(2) === 0) shape.interim_targets = interims(shape);
    const kr = await on.keyResult(id, shape);
    entry(id).keyResults.set(kr.id, kr);
  }

  function milestones(count: number): Json[] {
    const due = () => (next(2) === 0 ? null : dayFrom(on.today, next(60) - 20));
    return Array.from({ length: count }, (_, at) => ({ title: `Step ${at}`, weight: at === 0 ? 7.5 : pick(weights), due_day: due() }));
  }

  /** On distinct days that lie within every period there is here. */
  function interims(kr: Json): Json[] {
    const width = kr.target_value - kr.start_value;
    return [1, 3, 4].slice(next(3)).map((day) => ({
      day: dayFrom(on.today, day),
      value: Math.round((kr.start_value + (width * (next(140) - 20)) / 100) * 10_000) / 10_000,
    }));
  }

  function valueFor(kr: Json): number {
    if (kr.kind === 'yes_no') return next(2);
    if (kr.kind === 'zones') return pick([0, 0.3, 0.7, 1]);
    if (kr.kind === 'range') return Math.round((kr.low_value - 2 + (kr.high_value - kr.low_value + 4) * (next(100) / 100)) * 10_000) / 10_000;
    const [from, to] = [kr.start_value ?? kr.worst_value ?? kr.target_value - 10, kr.target_value];
    return Math.round((from + ((to - from) * (next(140) - 15)) / 100) * 10_000) / 10_000;
  }

  async function checkIn(kr: Json, daysAgo: number): Promise<void> {
    const day = dayFrom(on.today, -daysAgo);
    const known: Json[] = entry(kr.objective_id).keyResults.get(kr.id)?.milestones ?? [];
    const ticks = known.filter(() => next(2) === 0).map(({ id }) => ({ id, done: next(3) > 0 }));
    const made =
      kr.kind === 'milestones'
        ? (await world.admin.post(`/api/v1/key-results/${kr.id}/check-ins`, { day, milestones: ticks })).is(201)
        : await on.checkIn(kr.id, valueFor(kr), { day });
    ledger.checkedIn(kr.id, made, ticks);
  }

  /** Every number of every objective against the second implementation. */
  async function compare(): Promise<void> {
    const lines = ledger.lines();
    const listed = new Map((await all(world.admin, '/api/v1/objectives', { cycle_id: on.cycle, limit: 7 })).map((row) => [row.id, row]));
    for (const [id, { keyResults }] of ledger.objectives) {
      const view = await on.objective(id);
      ledger.hold(view, lines);
      const row = listed.get(id);
      for (const name of ['progress', 'expected', 'status', 'outdated_count', 'version'])
        assert.equal(row[name], view[name], `${name} of objective ${id} in the list`);
      assert.deepEqual(row.key_results.map((kr: Json) => [kr.id, kr.contribution, kr.expected, kr.status]),
        view.key_results.map((kr: Json) => [kr.id, kr.contribution, kr.expected, kr.status]));
      for (const kr of view.key_results) {
        if (view.dropped_at || !keyResults.has(kr.id)) continue;
        const pace = (lines.get(`kr ${kr.id}`) as string[])[9];
        const ends = (await world.admin.get(`/api/v1/key-results/${kr.id}/forecast`)).is(200);
        assert.deepEqual([ends.reason ?? String(decimal(ends.value)), ends.day], [pace, kr.effective_due_day], `forecast of key result ${kr.id}`);
      }
      const why = (await world.admin.get(`/api/v1/objectives/${id}/why`)).is(200);
      assert.equal(evaluate(why), fraction(view.progress), `why of objective ${id}`);
      for (const node of why.children) {
        const kr = view.key_results.find((one: Json) => `k${one.id}` === node.key);
        if (!kr) continue;
        const mark = expected(expectedShare(measure(node, '', ''), dayNumber(on.today)), view.kind, RULES);
        assert.equal(fraction(kr.expected), mark, `expected mark of ${node.key} from its derivation`);
      }
    }
  }

  world.step('an organisation of random numbers', async () => {
    on = await company(world);
    ledger = new Ledger(on.today);
    ledger.cycles.set(on.cycle, { start: dayFrom(on.today, -30), end: dayFrom(on.today, 61) });
    next = generator(20_261_123);
    const units = Object.values(on.units);
    const ids: number[] = [];
    const linked = new Set<string>();
    for (let i = 0; i < 22; i++) {
      const id = await objective(pick(units));
      const count = next(4);
      for (let k = 0; k < count; k++) await keyResult(id, k === 0);
      // Up to two parents among those that were there before, so that there are no loops.
      for (let k = 0; k < 2 && i > 3; k++) {
        const parent = pick(ids.slice(0, Math.ceil(i / 2)));
        if (linked.has(`${id} ${parent}`)) continue;
        linked.add(`${id} ${parent}`);
        const link = await on.link(id, parent, pick(['contributes', 'contributes', 'supports']), { weight: pick(weights) });
        if (link.kind === 'contributes') entry(parent).links.set(link.id, { ...link, child_id: id });
      }
      ids.push(id);
    }
    // Three stay drafts, one of them with check-ins nowhere.
    for (const id of ids.slice(0, 19)) entry(id).view = await on.publish(await on.objective(id));
    await compare();
  });

  world.step('check-ins, also of earlier days, in any order', async () => {
    for (let round = 0; round < 3; round++) {
      for (const { view, keyResults } of ledger.objectives.values()) {
        if (view.state !== 'published') continue;
        for (const kr of keyResults.values()) if (next(3) > 0) await checkIn(kr, next(30));
      }
    }
    await compare();
  });

  world.step('corrections, of the oldest check-in as of any other', async () => {
    const rules = new Set<string>();
    for (let round = 0; round < 2; round++) {
      for (const { view, keyResults } of ledger.objectives.values()) {
        for (const kr of view.state === 'published' ? keyResults.values() : []) {
          const told = ledger.checkIns(kr.id);
          const old = round === 0 ? told.at(-1) : pick(told);
          if (!old) continue;
          rules.add(`${kr.kind} ${kr.period_rule}`);
          const ticks: Json[] = kr.milestones.filter(() => next(2) === 0).map(({ id }: Json) => ({ id, done: next(3) > 0 }));
          const body = kr.kind === 'milestones' ? { milestones: ticks } : { value: valueFor(kr) };
          const made = (await world.admin.patch(`/api/v1/check-ins/${old.id}`, body, match(old))).is(200);
          assert.deepEqual([made.id, made.day, made.version], [old.id, old.day, old.version + 1]);
          ledger.corrected(kr.id, made, ticks);
        }
      }
      await compare();
    }
    for (const rule of ['at_least worst', 'at_most share', 'range worst', 'range share', 'milestones latest'])
      assert.ok(rules.has(rule), `${rule} was corrected`);
  });

  world.step('the tree says the same', async () => {
    const views = new Map((await all(world.admin, '/api/v1/objectives', { cycle_id: on.cycle })).map((row) => [row.id, row]));
    const walked = new Set<number>();
    const walk = async (parent?: string): Promise<void> => {
      const nodes = await all(world.admin, '/api/v1/tree', { cycle_id: on.cycle, limit: 3, ...(parent ? { parent_id: parent } : {}) });
      for (const node of nodes) {
        if (node.kind === 'objective') {
          walked.add(node.id);
          const view = views.get(node.id);
          assert.deepEqual([node.progress, node.expected, node.status], [view.progress, view.expected, view.status], node.key);
        }
        if (node.child_count > 0) await walk(node.key);
      }
      const above = parent?.startsWith('o') ? Number(parent.slice(1)) : 0;
      if (above > 0 && parent) {
        const [counted] = (await all(world.admin, '/api/v1/tree', { cycle_id: on.cycle })).filter((node) => node.key === parent);
        if (counted) assert.equal(nodes.length, counted.child_count, `children of ${parent}`);
      }
    };
    await walk();
    assert.deepEqual([...walked].sort((a, b) => a - b), [...views.keys()].sort((a, b) => a - b), 'every objective hangs somewhere');
  });

  world.step('units have means and counts, never a status', async () => {
    const rows = (await all(world.admin, '/api/v1/objectives', { cycle_id: on.cycle })).filter((row) => row.state !== 'draft');
    const below: Record<number, number[]> = {
      [on.units.top]: Object.values(on.units),
      [on.units.retail]: [on.units.retail, on.units.netherlands],
      [on.units.netherlands]: [on.units.netherlands],
      [on.units.finance]: [on.units.finance],
    };
    const visit = async (parent?: string): Promise<void> => {
      const query = { cycle_id: on.cycle, by: 'unit', ...(parent ? { parent_id: parent } : {}) };
      for (const node of await all(world.admin, '/api/v1/tree', query)) {
        if (node.kind !== 'unit') continue;
        const under = rows.filter((row) => below[node.id]?.includes(row.unit_id));
        assert.equal(node.objective_count, under.length, node.title);
        for (const kind of ['committed', 'aspirational']) {
          const known = under.filter((row) => row.kind === kind && row.progress !== null).map((row) => fraction(row.progress) as bigint);
          const expected = known.length ? rounded(known.reduce((a, b) => a + b), BigInt(known.length)) : null;
          assert.equal(fraction(node[`${kind}_mean`]), expected, `${kind} mean of ${node.title}`);
        }
        for (const status of ['on_track', 'behind', 'at_risk', 'outdated', 'no_data', 'closed'] as Status[])
          assert.equal(node.counts[status], under.filter((row) => row.status === status).length, `${status} of ${node.title}`);
        assert.deepEqual([node.status, node.progress], [null, null]);
        await visit(node.key);
      }
    };
    await visit();
  });

  const keyResults = () =>
    [...ledger.objectives.values()].filter((one) => one.view.state === 'published').flatMap((one) => [...one.keyResults.values()]);
  const change = async (kr: Json, ask: (fresh: Json) => Promise<Json>) => {
    const fresh = (await world.admin.get(`/api/v1/key-results/${kr.id}`)).is(200);
    entry(kr.objective_id).keyResults.set(kr.id, (await ask(fresh)).is(200));
  };

  world.step('other targets and weights count at once', async () => {
    for (const kr of keyResults().filter((one) => ['increase', 'at_least'].includes(one.kind))) {
      const body = { target_value: kr.target_value + 1 + next(9), weight: pick([20, 70.07, 1]) };
      await change(kr, (fresh) => world.admin.patch(`/api/v1/key-results/${kr.id}`, body, match(fresh)));
    }
    await compare();
  });

  world.step('other milestones, borders, rules and interim targets count at once', async () => {
    for (const kr of keyResults()) {
      const fresh = (await world.admin.get(`/api/v1/key-results/${kr.id}`)).is(200);
      const body: Json | null =
        kr.kind === 'range' ? { low_value: kr.low_value - 1, high_value: kr.high_value + next(3), period_rule: pick(['latest', 'worst']) }
        : kr.kind === 'at_most' ? { worst_value: null, period_rule: pick(['latest', 'worst', 'share']) }
        : kr.kind === 'milestones' ? { milestones: [...fresh.milestones.slice(1).map(({ id, title }: Json) => ({ id, title, weight: pick(weights) })), ...milestones(1)] }
        : fresh.interim_targets.length > 0 ? { interim_targets: next(2) ? [] : interims(fresh) }
        : null;
      if (body) await change(kr, () => world.admin.patch(`/api/v1/key-results/${kr.id}`, body, match(fresh)));
    }
    await compare();
    for (const kr of keyResults()) await checkIn(kr, next(12));
    await compare();
  });

  world.step('what is dropped counts no more, what is restored counts again', async () => {
    const some = keyResults().filter((_, at) => at % 3 === 0);
    for (const kr of some)
      await change(kr, (fresh) => world.admin.post(`/api/v1/key-results/${kr.id}/drop`, { reason: 'Test' }, { ifMatch: match(fresh) }));
    await compare();
    for (const kr of some.slice(1))
      await change(kr, (fresh) => world.admin.post(`/api/v1/key-results/${kr.id}/restore`, undefined, { ifMatch: match(fresh) }));
    await compare();
  });

  world.step('links that change or end', async () => {
    let at = 0;
    for (const { links } of ledger.objectives.values()) {
      for (const [id, link] of links) {
        at += 1;
        if (at % 3 === 0) {
          (await world.admin.delete(`/api/v1/alignments/${id}`, match(link))).is(204);
          links.delete(id);
        } else if (at % 3 === 1) {
          const changed = (await world.admin.patch(`/api/v1/alignments/${id}`, { weight: pick([5, 80, 0]) }, match(link))).is(200);
          links.set(id, { ...changed, child_id: link.child_id });
        }
      }
    }
    await compare();
  });

  world.step('objectives that are closed, reopened, dropped, archived and restored', async () => {
    const published = [...ledger.objectives.values()].filter((one) => one.view.state === 'published');
    const act = async (one: (typeof published)[number], what: string, body?: Json) => {
      const fresh = await on.objective(one.view.id);
      one.view = (await world.admin.post(`/api/v1/objectives/${one.view.id}/${what}`, body, { ifMatch: match(fresh) })).is(200);
    };
    const reason = { reason: 'Test' };
    for (const one of published.slice(0, 4)) await act(one, 'close');
    for (const one of published.slice(4, 8)) await act(one, 'drop', reason);
    await compare();
    for (const one of published.slice(0, 2)) await act(one, 'reopen');
    for (const one of published.slice(4, 8)) await act(one, 'restore');
    await compare();
  });

  world.step('what is stored is what koers check computes', async () => {
    assert.match(await world.database.koers(['check']), /: 0 differences/);
  });

  world.step('no derived number raised a version', async () => {
    const [child, parent] = [await on.published(), await on.published()];
    const kr = await on.keyResult(child.id);
    await on.link(child.id, parent.id);
    const [versions, etags] = [[child.version, parent.version], (await world.admin.get(`/api/v1/objectives/${parent.id}`)).etag];
    await on.checkIn(kr.id, 50);
    const after = [(await on.objective(child.id)).version, (await on.objective(parent.id)).version];
    assert.deepEqual(after, versions);
    assert.equal((await on.objective(parent.id)).progress, 0.5);
    // The tag differs, since the page does; but an edit that began before is not stale.
    const now = await world.admin.get(`/api/v1/objectives/${parent.id}`);
    assert.notEqual(now.etag, etags);
    (await world.admin.patch(`/api/v1/objectives/${parent.id}`, { title: 'Still mine' }, etags)).is(200);
  });
});
