// SPDX-License-Identifier: Apache-2.0
// Several at once: what two people do in the same moment ends as if one had come after the other.
import assert from 'node:assert/strict';
import { both, only, type World } from '../support/both.ts';
import type { Client, Json, Reply } from '../support/client.ts';
import { all, type Company, company, match } from '../support/company.ts';
import { sharedPostgres } from '../support/postgres.ts';
import { Stream } from '../support/stream.ts';

const ROUNDS = 12;
const statuses = (replies: Reply[]) => replies.map((reply) => reply.status).sort((a, b) => a - b);

/** The administrator, unheard: who comes first differs from run to run. */
function quiet(world: World): Client {
  const client = world.unheard();
  client.cookie = world.admin.cookie;
  return client;
}

both('several at once', (world) => {
  let on: Company;
  let ada: Client;

  world.step('a company', async () => {
    on = await company(world);
    ada = quiet(world);
  });

  world.step('of two writers on one objective one is told that the other came first', async () => {
    let objective = await on.published();
    for (let round = 0; round < ROUNDS; round++) {
      const ifMatch = match(objective);
      const path = `/api/v1/objectives/${objective.id}`;
      const titles = [1, 2, 3].map((who) => `Round ${round}, writer ${who}`);
      const replies = await Promise.all(titles.map((title) => ada.patch(path, { title }, ifMatch)));
      assert.deepEqual(statuses(replies), [200, 412, 412]);
      const won = titles[replies.findIndex((reply) => reply.status === 200)];
      const lost = replies.find((reply) => reply.status === 412);
      objective = (await ada.get(path)).is(200);
      assert.equal(objective.title, won);
      assert.equal(lost?.body.current_version, objective.version);
    }
    const history = await all(ada, `/api/v1/objectives/${objective.id}/history`, { limit: 200 });
    assert.equal(history.filter((entry) => entry.field === 'title' && entry.kind === 'objective_updated').length, ROUNDS);
  });

  world.step('no roll-up is lost', async () => {
    const top = await on.published();
    const parent = await on.published();
    await on.link(parent.id, top.id);
    const keyResults: Json[] = [];
    for (let i = 0; i < 10; i++) {
      const child = await on.published();
      keyResults.push(await on.keyResult(child.id));
      await on.link(child.id, parent.id);
    }
    keyResults.push(await on.keyResult(parent.id), await on.keyResult(top.id));
    for (let round = 1; round <= 5; round++) {
      const values = keyResults.map((_, i) => round * 10 + i);
      const replies = await Promise.all(
        keyResults.map((kr, i) => ada.post(`/api/v1/key-results/${kr.id}/check-ins`, { value: values[i] })),
      );
      for (const reply of replies) reply.is(201);
      const below = values.slice(0, 11);
      const expected = below.reduce((a, b) => a + b, 0) / 11 / 100;
      const ppm = (value: number) => Math.round(value * 1e6) / 1e6;
      assert.equal((await ada.get(`/api/v1/objectives/${parent.id}`)).is(200).progress, ppm(expected), `round ${round}`);
      const both = (ppm(expected) + (values[11] as number) / 100) / 2;
      assert.equal((await ada.get(`/api/v1/objectives/${top.id}`)).is(200).progress, ppm(both), `round ${round}, top`);
    }
  });

  world.step('check-ins, new targets and links at once end in the right progress', async () => {
    const parent = await on.published();
    const children: Json[] = [];
    const keyResults: Json[] = [];
    for (let i = 0; i < 4; i++) {
      children.push(await on.published());
      keyResults.push(await on.keyResult(children[i].id));
    }
    await Promise.all([
      ...children.map((child) => ada.post('/api/v1/alignments', { child_id: child.id, parent_id: parent.id, kind: 'contributes' })),
      ...keyResults.map((kr) => ada.post(`/api/v1/key-results/${kr.id}/check-ins`, { value: 50 })),
      ...keyResults.map((kr) => ada.patch(`/api/v1/key-results/${kr.id}`, { target_value: 200 }, match(kr))),
    ]).then((replies) => {
      for (const reply of replies) assert.ok(reply.status < 300, reply.text);
    });
    assert.equal((await on.objective(parent.id, ada)).progress, 0.25);
  });

  world.step('two links that together close a loop: exactly one comes to be', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const [a, b, d] = [await on.published(), await on.published(), await on.published()];
      const link = (child: Json, parent: Json) =>
        ada.post('/api/v1/alignments', { child_id: child.id, parent_id: parent.id, kind: 'contributes' });
      assert.deepEqual(statuses(await Promise.all([link(a, b), link(b, a)])), [201, 409]);
      const [e, f] = [await on.published(), await on.published()];
      assert.deepEqual(statuses(await Promise.all([link(d, e), link(e, f), link(f, d)])), [201, 201, 409]);
    }
  });

  world.step('a loop through key results is one as well', async () => {
    for (let round = 0; round < ROUNDS / 2; round++) {
      const [a, b] = [await on.published(), await on.published()];
      const [ka, kb] = [await on.keyResult(a.id), await on.keyResult(b.id)];
      const link = (child: Json, kr: Json) => ada.post('/api/v1/alignments', { child_id: child.id, parent_kr_id: kr.id });
      assert.deepEqual(statuses(await Promise.all([link(a, kb), link(b, ka)])), [201, 409]);
    }
  });

  world.step('one key, one thing, however often it is sent at once', async () => {
    const body = { cycle_id: on.cycle, unit_id: on.units.finance, title: 'Once' };
    for (let round = 0; round < 5; round++) {
      const idempotencyKey = `once-${round}`;
      const replies = await Promise.all([1, 2, 3, 4].map(() => ada.post('/api/v1/objectives', body, { idempotencyKey })));
      assert.deepEqual(statuses(replies), [201, 201, 201, 201]);
      assert.equal(new Set(replies.map((reply) => reply.body.id)).size, 1);
    }
    const made = await all(ada, '/api/v1/objectives', { unit_id: on.units.finance });
    assert.equal(made.length, 5);
  });

  world.step('a draft is published once, and a link exists once', async () => {
    for (let round = 0; round < ROUNDS / 2; round++) {
      const draft = await on.draft();
      const publish = () => ada.post(`/api/v1/objectives/${draft.id}/publish`, undefined, { ifMatch: match(draft) });
      assert.deepEqual(statuses(await Promise.all([publish(), publish()])), [200, 412]);
      const parent = await on.published();
      const link = () => ada.post('/api/v1/alignments', { child_id: draft.id, parent_id: parent.id });
      assert.deepEqual(statuses(await Promise.all([link(), link()])), [201, 409]);
    }
  });

  world.step('an address belongs to one person', async () => {
    for (let round = 0; round < ROUNDS / 2; round++) {
      const body = { name: 'Twin', email: `twin${round}@example.org` };
      const replies = await Promise.all([1, 2, 3].map(() => ada.post('/api/v1/people', body)));
      assert.deepEqual(statuses(replies), [201, 422, 422], replies.map((reply) => reply.text).join('\n'));
    }
  });

  world.step('a one-time link works one time', async () => {
    const person = await on.name(true);
    const link = (await ada.post(`/api/v1/people/${person.id}/link`, { kind: 'invitation' })).is(201);
    const body = { secret: link.url.split('/').at(-1), password: 'a password to begin with' };
    const replies = await Promise.all([1, 2, 3].map(() => world.unheard().post('/api/v1/links/redeem', body)));
    assert.equal(replies.filter((reply) => reply.status === 204).length, 1, statuses(replies).join());
  });

  world.step('two settings of one name do not both count', async () => {
    const setting = (await ada.get('/api/v1/settings')).is(200).items.find((one: Json) => one.name === 'grace_days');
    const set = (value: string) => ada.patch('/api/v1/settings/grace_days', { value }, match(setting));
    assert.deepEqual(statuses(await Promise.all([set('4'), set('5')])), [200, 412]);
  });

  world.step('a unit holds no more objectives than allowed', async () => {
    await on.setting('objectives_per_unit_max', '3');
    const body = { cycle_id: on.cycle, unit_id: await on.unit('Small', on.units.top), title: 'One more' };
    const replies = await Promise.all([1, 2, 3, 4, 5, 6].map(() => ada.post('/api/v1/objectives', body)));
    assert.deepEqual(statuses(replies), [201, 201, 201, 422, 422, 422]);
  });

  world.step('two administrators cannot put each other out', async () => {
    const bo = await on.person('Bo Boss', { role: ['admin', null] });
    const me = (await ada.get('/api/v1/me')).is(200).person;
    const him = (await ada.get(`/api/v1/people/${bo.id}`)).is(200);
    const his = world.unheard();
    his.cookie = bo.client.cookie;
    const replies = await Promise.all([
      ada.post(`/api/v1/people/${him.id}/deactivate`, undefined, { ifMatch: match(him) }),
      his.post(`/api/v1/people/${me.id}/deactivate`, undefined, { ifMatch: match(me) }),
    ]);
    const [first, second] = statuses(replies);
    assert.equal(first, 200);
    assert.ok(second === 409 || second === 401, `${second}`);
  });
});

// PostgreSQL gives ids before transactions commit, so a later id may be there first. A reader of
// events must not step over one that is still to come.
only('postgres', 'events that commit in reverse order', (world) => {
  world.step('are all heard', async () => {
    const on = await company(world);
    const stream = await Stream.open(world.admin);
    const postgres = await sharedPostgres();
    for (let round = 0; round < 3; round++) {
      const early = await on.published();
      await stream.says('objective_published', early.id);
      // Takes its id and its place now, and commits after what follows.
      const slow = postgres.query(
        `BEGIN;
         INSERT INTO event (at, kind, subject, subject_id, unit_id, cycle_id, hidden, txid)
         SELECT at, 'cycle_updated', 'cycle', 1000000 + ${round}, NULL, NULL, hidden, pg_current_xact_id()::text::bigint
           FROM event WHERE kind = 'objective_published' ORDER BY id DESC LIMIT 1;
         SELECT pg_sleep(1.5);
         COMMIT;`,
        world.database.url,
      );
      await new Promise((resolve) => setTimeout(resolve, 300));
      const quick = await on.published();
      await slow;
      await stream.says('cycle_updated', 1_000_000 + round);
      await stream.says('objective_published', quick.id);
      const ids = stream.heard.map((heard) => heard.id);
      assert.equal(new Set(ids).size, ids.length, 'an event came twice');
      const order = stream.heard.map((heard) => heard.id.split('-').map(Number));
      assert.deepEqual(order, [...order].sort((x, y) => (x[0] ?? 0) - (y[0] ?? 0) || (x[1] ?? 0) - (y[1] ?? 0)));
    }
    stream.close();
  });
});
