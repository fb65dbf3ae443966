// SPDX-License-Identifier: Apache-2.0
// Live events: who hears what, what a reader that comes back missed, and when a stream ends.
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { both } from '../support/both.ts';
import { adminPassword } from '../support/both.ts';
import { type Company, company, match, type Person } from '../support/company.ts';
import { sql } from '../support/database.ts';
import { Stream } from '../support/stream.ts';

both('live events', (world) => {
  let on: Company;
  let olga: Person;
  let sam: Person;

  world.step('two people', async () => {
    on = await company(world);
    olga = await on.person('Olga Owner', { memberOf: [on.units.netherlands] });
    sam = await on.person('Sam Stranger', { memberOf: [on.units.finance] });
  });

  world.step('are for people who signed in', async () => {
    const stream = await Stream.open(world.unheard());
    assert.equal(stream.status, 401);
    (await world.unheard().get('/api/v1/events')).is(401);
  });

  world.step('tell everybody what everybody may see, and of drafts only their people', async () => {
    const [hers, his] = await Promise.all([Stream.open(olga.client), Stream.open(sam.client)]);
    assert.deepEqual([hers.status, his.status], [200, 200]);
    const mark = await on.published(); // what was written before they joined may still come
    for (const stream of [hers, his]) await stream.says('objective_published', mark.id);
    const before = his.heard.length;
    const draft = await on.draft({ title: 'Secret plan' }, olga.client);
    const keyResult = await on.keyResult(draft.id, { title: 'Secret measure' }, olga.client);
    const better = (await olga.client.patch(`/api/v1/objectives/${draft.id}`, { title: 'More secret' }, match(draft))).is(200);
    await hers.says('objective_created', draft.id);
    await hers.says('key_result_created', keyResult.id);
    await hers.says('objective_updated', draft.id);
    const published = await on.publish(better, olga.client);
    const said = await his.says('objective_published', draft.id);
    assert.deepEqual(
      [said.data.person_id, said.data.subject, said.data.unit_id, said.data.cycle_id, said.data.hidden],
      [olga.id, 'objective', on.units.netherlands, on.cycle, false],
    );
    assert.ok(!('txid' in said.data));
    await on.checkIn(keyResult.id, 40, {}, olga.client);
    await his.says('check_in_created', keyResult.id);
    // Sam heard of the publication and the check-in, and nothing before.
    assert.deepEqual(his.kinds(before), ['objective_published', 'check_in_created']);
    assert.ok(published.version);
    hers.close();
    his.close();
  });

  world.step('tell what comes in quick succession together, a second after what was told first', async () => {
    const stream = await Stream.open(olga.client);
    let draft = await on.draft({ title: 'Edited often' }, olga.client);
    await stream.says('objective_created', draft.id);
    await setTimeout(1200); // so that the next is told at once
    const pieces = stream.pieces;
    const begun = performance.now();
    for (let i = 0; i < 10; i++) draft = (await olga.client.patch(`/api/v1/objectives/${draft.id}`, { title: `Edited ${i}` }, match(draft))).is(200);
    const heard = () => stream.heard.filter((one) => one.event === 'objective_updated' && one.data.subject_id === draft.id).length;
    await stream.until('all edits', () => heard() === 10);
    const seconds = Math.ceil((performance.now() - begun) / 1000);
    assert.ok(stream.pieces - pieces <= seconds + 1, `${stream.pieces - pieces} pieces in ${seconds} s`);
    stream.close();
  });

  world.step('tell of a draft also its co-owners and whoever was asked to read it, and nobody else', async () => {
    const cora = await on.person('Cora Owner', { memberOf: [on.units.netherlands] });
    const rob = await on.person('Rob Reader', { memberOf: [on.units.finance] });
    const [hers, robs, his] = await Promise.all([cora, rob, sam].map((one) => Stream.open(one.client))) as [Stream, Stream, Stream];
    const draft = await on.draft({ title: 'Ours alone', co_owner_ids: [cora.id] }, olga.client);
    await hers.says('objective_created', draft.id);
    (await olga.client.post(`/api/v1/objectives/${draft.id}/reviews`, { reviewer_ids: [rob.id] })).is(201);
    const keyResult = await on.keyResult(draft.id, { title: 'Ours to measure' }, olga.client);
    const said = await hers.says('key_result_created', keyResult.id);
    await robs.says('key_result_created', keyResult.id);
    assert.ok(!robs.heard.some((one) => one.event === 'objective_created' && one.data.subject_id === draft.id), 'it was told before it was asked');
    // What was missed is told to the same people.
    const again = await Stream.open(rob.client, said.id.replace(/\d+$/, (id) => String(Number(id) - 1)));
    await again.says('key_result_created', keyResult.id);
    const mark = await on.published();
    await his.says('objective_published', mark.id);
    assert.ok(!his.heard.some((one) => one.data.subject_id === draft.id && one.data.subject === 'objective'), 'a stranger heard of a draft');
    assert.ok(!his.heard.some((one) => one.event === 'key_result_created'), 'a stranger heard of its key result');
    for (const stream of [hers, robs, his, again]) stream.close();
  });

  world.step('give a reader that comes back what it missed, once each and in order', async () => {
    const first = await Stream.open(sam.client);
    const one = await on.published();
    const last = (await first.says('objective_published', one.id)).id;
    first.close();
    const missed = [];
    for (let i = 0; i < 5; i++) missed.push((await on.published()).id);
    const again = await Stream.open(sam.client, last);
    await again.says('objective_published', missed.at(-1));
    const published = again.heard.filter((heard) => heard.event === 'objective_published').map((heard) => heard.data.subject_id);
    assert.deepEqual([...new Set(published)], missed);
    assert.ok(!again.heard.some((heard) => heard.event === 'objective_created'), 'a draft was told of afterwards');
    again.close();
  });

  world.step('say where they stand, so that a reader who heard nothing yet misses nothing either', async () => {
    const quiet = await Stream.open(sam.client);
    await quiet.until('where it stands', (stream) => stream.position !== '');
    const { position } = quiet;
    quiet.close();
    const one = await on.published();
    const again = await Stream.open(sam.client, position);
    await again.says('objective_published', one.id);
    again.close();
  });

  world.step('say that they leave out what was missed, where it is too much to tell again', async () => {
    const write = (count: number) => sql(world.database,
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
       INSERT INTO event (at, kind, subject, subject_id, hidden, txid)
       SELECT e.at, 'cycle_updated', 'cycle', 1000000 + n.i, e.hidden, ${world.database.engine === 'postgres' ? 'pg_current_xact_id()::text::bigint' : '0'}
         FROM n JOIN event e ON e.id = (SELECT max(x.id) FROM event x WHERE x.kind = 'objective_published');`);
    /** On PostgreSQL a stream that is opened too soon is told later of what other transactions, of other suites even, hold back. */
    const settled = async () => {
      const watcher = await Stream.open(sam.client);
      await watcher.says('objective_published', (await on.published()).id);
      watcher.close();
    };
    const heard = (stream: Stream, event: string) => stream.heard.filter((one) => one.event === event).length;
    const first = await Stream.open(sam.client);
    const mark = await on.published();
    const last = (await first.says('objective_published', mark.id)).id;
    first.close();
    const leftOut = async (from: string) => {
      const none = await Stream.open(sam.client, from);
      await none.until(`that it is left out behind ${from}`, (one) => heard(one, 'left_out') === 1 && one.position !== '');
      const { id } = await on.published();
      await none.says('objective_published', id);
      assert.equal(heard(none, 'cycle_updated'), 0);
      none.close();
    };
    await write(200);
    const all = await Stream.open(sam.client, last);
    await all.until('all of them', (one) => heard(one, 'cycle_updated') === 200);
    assert.equal(heard(all, 'left_out'), 0);
    all.close();
    await write(400); // more than fits into a stream's buffer
    await settled();
    await leftOut(last);
    await write(600); // more than is looked for
    await settled();
    for (const from of [last, 'nonsense', '9007199254740990-9007199254740990']) await leftOut(from);
  });

  world.step('leave out nothing of what is written while they are opened', async () => {
    const watcher = await Stream.open(sam.client);
    const mark = await on.published();
    const last = (await watcher.says('objective_published', mark.id)).id;
    watcher.close();
    const measure = await on.keyResult(mark.id);
    let value = 0;
    const checkedIn = (stream: Stream) => new Set(stream.heard.filter((one) => one.event === 'check_in_created').map((one) => one.id));
    for (let round = 0; round < 15; round++) {
      const opened = Array.from({ length: 12 }, () => Stream.open(sam.client, last));
      for (let i = 0; i < 4; i++) await on.checkIn(measure.id, ++value);
      for (const stream of await Promise.all(opened)) {
        await stream.until(`${value} check-ins`, (one) => checkedIn(one).size === value);
        stream.close();
      }
    }
  });

  world.step('forgive a position that is none', async () => {
    for (const id of ['nonsense', '-1', '1', '1-2-3', '99999999999999999999-1', '9007199254740991-9007199254740991']) {
      const stream = await Stream.open(sam.client, id);
      assert.equal(stream.status, 200, id);
      stream.close();
    }
  });

  world.step('end when the person is signed out', async () => {
    const client = await world.unheard().signedIn(sam.email, adminPassword);
    const other = await Stream.open(sam.client);
    const stream = await Stream.open(client);
    (await client.delete('/api/v1/session')).is(204);
    await stream.until('its end', (one) => one.ended);
    assert.ok(!other.ended, 'another session went on');
    other.close();
  });

  world.step('end when the person signs out everywhere', async () => {
    const first = await world.unheard().signedIn(sam.email, adminPassword);
    const second = await world.unheard().signedIn(sam.email, adminPassword);
    const streams = [await Stream.open(first), await Stream.open(second)];
    (await first.delete('/api/v1/me/sessions')).is(204);
    for (const stream of streams) await stream.until('its end', (one) => one.ended);
    sam.client = await world.anonymous().signedIn(sam.email, adminPassword);
  });

  world.step('end when a new password ends the other sessions', async () => {
    const here = await world.unheard().signedIn(sam.email, adminPassword);
    const there = await Stream.open(sam.client);
    (await here.put('/api/v1/me/password', { current: adminPassword, password: 'a brand new password' })).is(204);
    await there.until('its end', (one) => one.ended);
  });

  world.step('end when the token is revoked', async () => {
    const token = (await on.quiet.post('/api/v1/me/tokens', { name: 'For a stream' })).is(201);
    const stream = await Stream.open(world.unheard().withToken(token.secret));
    assert.equal(stream.status, 200);
    (await on.quiet.delete(`/api/v1/me/tokens/${token.id}`)).is(204);
    await stream.until('its end', (one) => one.ended);
  });

  world.step('end when the person is deactivated', async () => {
    const stream = await Stream.open(olga.client);
    const person = (await world.admin.get(`/api/v1/people/${olga.id}`)).is(200);
    (await world.admin.post(`/api/v1/people/${olga.id}/deactivate`, undefined, { ifMatch: match(person) })).is(200);
    await stream.until('its end', (one) => one.ended);
    assert.equal((await Stream.open(olga.client)).status, 401);
  });

  world.step('keep a silent connection by a comment', async () => {
    const stream = await Stream.open(world.admin);
    await stream.until('a heartbeat', (one) => one.comments.length > 1, 25_000);
    stream.close();
  });
});
