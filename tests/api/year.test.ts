// SPDX-License-Identifier: Apache-2.0
// A year of an organisation, as one script: the board's strategy, OKRs of forty teams under it, two-weekly check-ins, a closing
// with scores, what was learnt, and the next quarter that goes on from there. No number is typed in: each is held against the
// second implementation (tests/arithmetic). In the end the whole year moves to the other engine without a loss.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after } from 'node:test';
import { defaultWeight, ONE, outcome, type ObjectiveKind, rounded, scaled } from '../arithmetic/arithmetic.ts';
import { both } from '../support/both.ts';
import type { Json } from '../support/client.ts';
import { all, match } from '../support/company.ts';
import { engines, newDatabase } from '../support/database.ts';
import { fraction, type Lines, shown } from '../support/ledger.ts';
import { Meetings } from '../support/meetings.ts';
import { temporaryFolder } from '../support/place.ts';
import { ROUNDS, type Unit, Year } from '../support/year.ts';

const THEMES = ['Every parcel on time', 'Green to the door', 'The best place to work'];

both('a year', (world) => {
  let year: Year;
  let meetings: Meetings;
  let themes: Json[];
  let annual: Json[];
  let topline: Json[];
  let next: Json; // the quarter that follows
  let lines: Lines;
  const first = (list: readonly Json[]): Json => list[0] as Json;
  const quarterly = () => year.of(year.quarter.id);
  const closing = async (objective: number) => (await world.admin.get(`/api/v1/objectives/${objective}/closing`)).is(200);
  const cells = (key: string): string[] => lines.get(key) as string[];

  world.step('the board sits, and publishes its strategy', async () => {
    year = new Year(world);
    meetings = new Meetings(year);
    await year.found();
    const held = await year.on.strategy(THEMES, { mission: 'Everything, *by bike*.', starting_point: 'One parcel in ten is late.' });
    themes = held.themes;
    assert.deepEqual([held.holds, themes.map((one) => [one.name, one.theme_state])], [true, THEMES.map((name) => [name, 'current'])]);
  });

  world.step('topline objectives stand under its themes, of the year and of the quarter', async () => {
    const whole = await year.cycle('This year', -91, 273, { state: 'open' });
    year.quarter = await year.cycle('First quarter', -91, 7, { parent_id: whole.id });
    annual = [];
    topline = [];
    for (const { theme_id } of themes) {
      annual.push(await year.write(year.top, 1, { cycle_id: whole.id, theme_id }));
      topline.push(await year.write(year.top, 1, { theme_id }));
    }
    for (const [at, one] of themes.entries()) {
      const under = await all(world.admin, '/api/v1/objectives', { theme_id: one.theme_id });
      assert.deepEqual(under.map((row) => row.id).sort(), [annual[at]?.id, topline[at]?.id].sort());
    }
    for (const view of [...annual, ...topline]) await year.act(view.id, 'publish');
  });

  world.step('four business units and forty teams write drafts', async () => {
    for (const unit of year.businesses) await year.write(unit.id, 2, { owner_id: unit.leader.id });
    for (const team of year.teams) await year.write(team.id, 2 + year.next(2), { owner_id: team.leader.id });
    assert.deepEqual([year.teams.length, quarterly().length], [40, 47]);
    const kinds = quarterly().flatMap((view) => view.key_results.map((kr: Json) => kr.kind));
    assert.equal(new Set(kinds).size, 8, 'every kind of key result is among them');
    lines = await year.compare(year.quarter.id);
    const drafts = quarterly().filter((view) => cells(`objective ${view.id}`)[6] === 'draft');
    assert.equal(drafts.length, quarterly().length - topline.length);
  });

  world.step('and say what they contribute to, and what they support', async () => {
    const of = (unit: Unit): Json => quarterly().find((view) => view.unit_id === unit.id);
    for (const [at, business] of year.businesses.entries()) await year.link(of(business), topline[at % topline.length], 'contributes', 60 + at);
    for (const [at, team] of year.teams.entries()) {
      const kind = at % 4 === 3 ? 'supports' : 'contributes';
      await year.link(of(team), of(team.above as Unit), kind, year.pick([100, 33.33, 5, 12.5]));
      // Every seventh team also helps a neighbour of its business unit, or the board itself.
      if (at % 7 === 0) await year.link(of(team), topline[(at / 7) % topline.length], 'contributes', 20);
    }
    for (const [at, one] of topline.entries()) await year.link(one, annual[at], 'supports');
    const [team, business] = [of(year.teams[0] as Unit), of(year.businesses[0] as Unit)];
    const loop = { child_id: business.id, parent_id: team.id, kind: 'contributes' };
    assert.equal((await world.admin.post('/api/v1/alignments', loop)).is(409).code, 'loop');
  });

  world.step('the writing help says what could be better, and what the strength is made of', async () => {
    const strength = (report: Json) => {
      const points = report.parts.reduce((sum: bigint, part: Json) => {
        const share = part.checked === 0 ? 0n : rounded(scaled(part.weight, 4) * BigInt(part.passed), BigInt(part.checked));
        assert.equal(scaled(part.points, 4), share, part.rule);
        return sum + share;
      }, 0n);
      const weight = report.parts.reduce((sum: bigint, part: Json) => sum + BigInt(part.weight), 0n);
      const percent = rounded(points * 100n, weight * 10_000n);
      return Number(percent === 100n && points < weight * 10_000n ? 99n : percent);
    };
    for (const unit of year.businesses) {
      const report = (await unit.leader.client.get(`/api/v1/units/${unit.id}/writing`, { cycle_id: year.quarter.id })).is(200);
      assert.equal(report.strength, strength(report), unit.name);
      for (const { objective_id, strength: told } of report.objectives) {
        const one = (await unit.leader.client.get(`/api/v1/objectives/${objective_id}/writing`)).is(200);
        assert.deepEqual([one.strength, told], [strength(one), strength(one)]);
      }
    }
    const { view } = year.ledger.entry(first(topline).id);
    const titled = async (title: string): Promise<string[]> => {
      const fresh = await year.on.objective(view.id);
      (await year.board.client.patch(`/api/v1/objectives/${view.id}`, { title }, match(fresh))).is(200);
      const report = (await year.board.client.get(`/api/v1/objectives/${view.id}/writing`)).is(200);
      return report.findings.filter((one: Json) => one.pointer === '/title').map((one: Json) => one.rule);
    };
    assert.notDeepEqual(await titled('Launch the new app'), []);
    assert.deepEqual(await titled('Customers trust every promise we make'), []);
  });

  world.step('promises are read by others, and what was written is published', async () => {
    await year.on.setting('review_required', 'committed');
    await year.changeCycle(year.quarter.id, { state: 'open' });
    await year.publish(year.quarter.id);
    assert.ok(quarterly().every((view) => view.state === 'published'));
    for (const cycle of [year.quarter.parent_id, year.quarter.id]) await year.compare(cycle);
  });

  for (let round = 1; round <= ROUNDS; round++) {
    world.step(`round ${round} of check-ins`, async () => {
      await year.round(year.quarter.id, (100 * round) / ROUNDS, year.day(-92 + 14 * round));
      lines = await year.compare(year.quarter.id);
    });

    world.step(`the meetings of round ${round}`, async () => {
      await meetings.round(year.quarter.id);
    });
  }

  world.step('meetings had everything to talk about', async () => {
    assert.deepEqual([...meetings.seen.keys()].sort(), ['blocked', 'fell', 'moved', 'outdated', 'steady']);
  });

  world.step('at this pace: where they end', async () => {
    for (const view of quarterly().filter((_, at) => at % 4 === 0)) {
      for (const kr of year.ledger.entry(view.id).keyResults.keys()) {
        const ends = (await world.admin.get(`/api/v1/key-results/${kr}/forecast`)).is(200);
        assert.equal(ends.reason ?? String(scaled(ends.value, 4)), cells(`kr ${kr}`)[9], `forecast of key result ${kr}`);
      }
    }
  });

  world.step('the quarter ends, and with it the way every expected mark went', async () => {
    const ended = await year.changeCycle(year.quarter.id, { end_day: year.day(-7) });
    assert.equal(ended.week, null);
    next = await year.cycle('Second quarter', -6, 84, { parent_id: year.quarter.parent_id });
    lines = await year.compare(year.quarter.id);
  });

  world.step('the board sits again, and ends a theme', async () => {
    const draft = await year.on.strategyDraft([]);
    (await world.admin.delete(`/api/v1/strategy-themes/${first(draft.themes).id}`, match(first(draft.themes)))).is(204);
    const fresh = (await world.admin.get(`/api/v1/strategies/${draft.id}`)).is(200);
    const held = (await world.admin.post(`/api/v1/strategies/${draft.id}/publish`, undefined, { ifMatch: match(fresh) })).is(200);
    assert.deepEqual(held.themes.map((one: Json) => one.theme_id), themes.slice(1).map((one) => one.theme_id));
    lines = await year.compare(year.quarter.id); // what stands under it counts on
  });

  world.step('scores are suggested from what was reached', async () => {
    for (const { id } of [{ id: year.top }, ...year.units]) {
      const set = (await world.admin.get(`/api/v1/units/${id}/closing`, { cycle_id: year.quarter.id })).is(200);
      const own = quarterly().filter((view) => view.unit_id === id);
      assert.deepEqual([set.objectives.length, set.summary.open], [own.length, own.length]);
      for (const one of set.objectives) {
        const [, , share, , , , , , suggested] = cells(`objective ${one.id}`);
        assert.deepEqual([shown(one.progress), shown(one.suggested), one.judgement], [share, suggested, null], one.title);
        for (const kr of one.key_results) {
          const [, , , reached, , , , , , , score] = cells(`kr ${kr.id}`);
          assert.deepEqual([shown(kr.contribution), shown(kr.suggested), kr.unfinished], [reached, score, reached !== String(ONE)], kr.title);
        }
      }
    }
  });

  /** Closes one: as suggested, a little off, or far off with a reason, by turns. */
  async function close(view: Json, turn: number): Promise<void> {
    const [, , share, , , , , , suggested] = cells(`objective ${view.id}`) as [string, string, string, ...string[]];
    const kind = view.kind as ObjectiveKind;
    const tenths = Number(suggested) / 100_000;
    const far = tenths > 5 ? tenths - 4 : tenths + 4;
    const near = tenths > 5 ? tenths - 1 : tenths + 1;
    const score = [null, near / 10, far / 10][turn % 3] ?? null;
    const given = score ?? tenths / 10;
    const [kr] = view.key_results;
    const krSuggested = Number(cells(`kr ${kr.id}`)[10]) / 1_000_000;
    const krFar = krSuggested > 0.5 ? 0 : 1;
    const body: Json = { score, key_results: turn % 5 === 0 ? [{ id: kr.id, score: krFar, reason: 'It was measured otherwise.' }] : [] };
    if (kind === 'aspirational' && given === 1) body.ambition = 'too_little';
    if (turn % 3 === 2) {
      const fresh = await year.on.objective(view.id);
      (await world.admin.post(`/api/v1/objectives/${view.id}/close`, body, { ifMatch: match(fresh) })).faultAt('/reason');
      body.reason = 'What counts came in the last week.';
    }
    const closed = await year.act(view.id, 'close', body);
    assert.deepEqual([closed.state, fraction(closed.score)], ['closed', scaled(given, 6)], view.title);
    const seen = await closing(view.id);
    assert.equal(seen.judgement, outcome(kind, BigInt(share), scaled(given, 6)), view.title);
    assert.deepEqual([seen.reason, seen.ambition], [body.reason ?? null, body.ambition ?? null]);
    assert.equal(seen.post_mortem !== null, seen.judgement === 'missed');
    for (const one of seen.key_results) {
      const said = body.key_results.find((other: Json) => other.id === one.id);
      assert.equal(said ? said.score : shown(one.score), said ? one.score : cells(`kr ${one.id}`)[10], one.title);
    }
  }

  world.step('units close, the lowest first; a closed child counts on', async () => {
    const upwards = [...quarterly()].reverse();
    for (const [turn, view] of upwards.entries()) await close(view, turn);
    lines = await year.compare(year.quarter.id);
    const refused = await world.admin.post(`/api/v1/key-results/${first(upwards).key_results[0].id}/check-ins`, { value: 1 });
    assert.equal(refused.is(409).code, 'objective_closed');
  });

  world.step('the summary of each unit counts what the second implementation judges', async () => {
    const seen = new Set<string>();
    for (const { id } of [{ id: year.top }, ...year.units]) {
      const { summary } = (await world.admin.get(`/api/v1/units/${id}/closing`, { cycle_id: year.quarter.id })).is(200);
      const judged = quarterly().filter((view) => view.unit_id === id).map((view) =>
        outcome(view.kind, BigInt(cells(`objective ${view.id}`)[2] as string), fraction(view.score) as bigint));
      for (const one of judged) seen.add(one);
      const count = (what: string) => judged.filter((one) => one === what).length;
      for (const what of ['met', 'missed', 'red', 'amber', 'green']) assert.equal(summary[what], count(what), `${what} of unit ${id}`);
      assert.deepEqual([summary.open, summary.unscored, summary.owed_post_mortems], [0, 0, count('missed')]);
    }
    assert.deepEqual([...seen].sort(), ['amber', 'green', 'met', 'missed', 'red'], 'a year that ends in one colour tests little');
  });

  world.step('every promise that was missed is looked back upon', async () => {
    const missed = quarterly().filter((view) => view.kind === 'committed' && cells(`objective ${view.id}`)[2] !== String(ONE));
    const owed = await all(world.admin, '/api/v1/post-mortems', { cycle_id: year.quarter.id, owed: 'true' });
    assert.deepEqual(owed.map((one) => one.objective_id).sort(), missed.map((view) => view.id).sort());
    assert.ok(owed.length > 0, 'a year without a missed promise tests nothing');
    for (const one of owed) {
      const said = { happened: 'We waited for *others*.', because: 'Nobody asked them.', changes: 'Ask in the first week.' };
      const written = (await year.actor(one.unit_id).patch(`/api/v1/post-mortems/${one.id}`, said, match(one))).is(200);
      assert.ok(written.written_at);
    }
    assert.deepEqual(await all(world.admin, '/api/v1/post-mortems', { cycle_id: year.quarter.id, owed: 'true' }), []);
  });

  world.step('business units write what they learnt, and agree on it', async () => {
    for (const [at, unit] of year.businesses.entries()) {
      const causes = [{ cause: year.pick(['dependency', 'capacity', 'too_many_goals']), note: `Said by ${unit.name}.` }];
      const body = { cycle_id: year.quarter.id, worked: 'Short check-ins.', not_worked: 'Starting late.', causes };
      const made = (await unit.leader.client.post(`/api/v1/units/${unit.id}/retrospectives`, body)).is(201);
      assert.deepEqual([made.unit_name, made.causes], [unit.name, causes]);
      const action = { cycle_id: year.quarter.id, title: 'Begin on the first day', source: 'retrospective', due_day: year.day(14 + at), owner_id: unit.leader.id };
      meetings.agreed(unit.id, (await unit.leader.client.post(`/api/v1/units/${unit.id}/actions`, action)).is(201));
    }
    const list = await all(world.admin, '/api/v1/retrospectives', { cycle_id: year.quarter.id });
    assert.deepEqual(list.map((one) => one.unit_name), year.businesses.map((unit) => unit.name));
  });

  /** What goes on in the next quarter remembers where it came from, and starts where that ended. */
  function born(kr: Json, from: Json, alone: boolean): void {
    const before = year.ledger.ticked(year.ledger.entry(from.objective_id).keyResults.get(from.id));
    const [last] = year.ledger.checkIns(from.id);
    const weight = alone && before.weight === 0 ? defaultWeight([]) : scaled(before.weight, 2); // one at least must count
    assert.deepEqual([kr.title, kr.kind, scaled(kr.weight, 2), kr.start_day, kr.due_day], [before.title, before.kind, weight, null, null]);
    assert.equal(kr.start_value, before.start_value !== null && last ? last.value : before.start_value, kr.title);
    for (const name of ['target_value', 'worst_value', 'low_value', 'high_value', 'tolerance', 'period_rule', 'stretch_text'])
      assert.equal(kr[name], before[name], `${name} of ${kr.title}`);
    assert.deepEqual(kr.milestones.map((one: Json) => [one.title, one.weight]), before.milestones.filter((one: Json) => !one.done).map((one: Json) => [one.title, one.weight]));
    assert.deepEqual([kr.current_value, kr.check_in_count], [null, 0]);
  }

  world.step('what is unfinished stops, is finished by a day, or goes on', async () => {
    let turn = 0;
    for (const view of quarterly()) {
      let draft: number | undefined; // the objective of the next quarter in which it goes on
      const went: Json[] = [];
      for (const kr of (await closing(view.id)).key_results.filter((one: Json) => one.unfinished)) {
        const choice = ['continue', 'stop', 'finish', 'continue', 'continue'][turn++ % 5] as string;
        const place = draft === undefined ? { cycle_id: next.id } : { objective_id: draft };
        const body = { choice, ...(choice === 'continue' ? place : choice === 'finish' ? { finish_by: year.day(10) } : { note: 'Nobody missed it.' }) };
        const made = (await year.actor(view.unit_id).post(`/api/v1/key-results/${kr.id}/carry-over`, body)).is(200);
        assert.deepEqual([made.choice, made.goes_on, made.action_id !== null], [choice, choice === 'continue', choice === 'finish']);
        if (choice === 'finish') meetings.agreed(view.unit_id, { id: made.action_id, title: kr.title, state: 'open', version: 1 });
        if (choice !== 'continue') continue;
        draft = made.successor.objective_id as number;
        went.push({ from: kr, to: made.successor.key_result_id });
      }
      if (draft === undefined) continue;
      const there = await year.on.objective(draft);
      const theme = view.theme_id === first(themes).theme_id ? null : view.theme_id; // it ended meanwhile
      assert.deepEqual([there.state, there.title, there.kind], ['draft', view.title, view.kind]);
      assert.deepEqual([there.unit_id, there.theme_id, there.cycle_id], [view.unit_id, theme, next.id]);
      year.ledger.add(there);
      for (const [at, { from, to }] of went.entries()) born(there.key_results.find((one: Json) => one.id === to), from, at === 0);
      const predecessors = (await closing(draft)).key_results.map((one: Json) => [one.id, one.predecessor.key_result_id, one.predecessor.cycle_name]);
      assert.deepEqual(predecessors, went.map(({ from, to }) => [to, from.id, 'First quarter']));
    }
    assert.ok(year.of(next.id).length > 20);
    const { summary } = (await world.admin.get(`/api/v1/units/${year.top}/closing`, { cycle_id: year.quarter.id })).is(200);
    assert.equal(summary.undecided, 0);
  });

  world.step('the next quarter begins where the last one ended', async () => {
    await year.changeCycle(year.quarter.id, { state: 'closed' });
    await year.changeCycle(next.id, { state: 'open' });
    await year.compare(next.id);
    await year.publish(next.id);
    const business = year.of(next.id).filter((view) => year.businesses.some((unit) => unit.id === view.unit_id));
    for (const view of year.of(next.id)) {
      const above = business.find((one) => one.unit_id === year.unit(view.unit_id)?.above?.id);
      if (above) await year.link(view, above, 'contributes', 50);
    }
    await year.compare(next.id);
    await year.round(next.id, 10, year.day(-1));
    await year.compare(next.id);
    await meetings.round(next.id);
    // What is over stays as it was.
    await year.compare(year.quarter.id);
  });

  world.step('every stored number is what its parts say', async () => {
    assert.match(await world.database.koers(['check']), /: 0 differences/);
  });

  world.step('the whole year moves to the other engine without a loss', async () => {
    const folder = temporaryFolder('year');
    const other = await newDatabase(engines.find((engine) => engine !== world.engine) ?? world.engine);
    after(() => other.drop());
    await world.database.koers(['export', join(folder, 'here')]);
    await other.koers(['import', 'koers', join(folder, 'here')]);
    await other.koers(['export', join(folder, 'there')]);
    assert.ok((await readFile(join(folder, 'there'))).equals(await readFile(join(folder, 'here'))), 'the exports differ');
    const there = await readFile(join(folder, 'there'), 'utf8');
    for (const entity of ['theme', 'check_in_milestone', 'closing', 'post_mortem', 'carry_over', 'retrospective_cause', 'action', 'blocker', 'meeting', 'meeting_item', 'meeting_attendance'])
      assert.ok(there.includes(`\n{"entity":"${entity}"`), entity);
    assert.match(await other.koers(['check']), /: 0 differences/);
  });
});
